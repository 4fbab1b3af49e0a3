package org.genomerecord.consent.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.consent.disclosure.SampleRequests.DECISION;
import static org.genomerecord.consent.disclosure.SampleRequests.reading;
import static org.genomerecord.consent.provision.SampleConsents.CARE;
import static org.genomerecord.consent.provision.SampleConsents.PATIENT;
import static org.genomerecord.consent.provision.SampleConsents.attribution;
import static org.genomerecord.consent.provision.SampleConsents.careBut;
import static org.genomerecord.consent.provision.SampleConsents.permitting;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.genomerecord.consent.provision.PatientConsents;
import org.genomerecord.consent.provision.Rule;
import org.genomerecord.record.event.DisclosureEvent;
import org.genomerecord.record.event.DisclosureEvent.DisclosureRefused;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.EventJson;

class DecidingAgainTest {
  /// Verdicts of `SEEDED` requests by the policy of today and evaluator 1. If this changes,
  /// decisions on record would come out otherwise: raise `evaluator`, in a policy of its own, and
  /// keep the earlier way of reading provisions for those that were made under it.
  private static final String EVALUATOR_1 =
      "e102ef1a207db8ad623b3e933f1097c8d7206d3367d5078a8ccdf46dcf46cef1";

  private static final int SEEDED = 2_000;

  @Provide
  Arbitrary<PatientConsents.Enrolled> patients() {
    return AnyConsents.patients();
  }

  @Provide
  Arbitrary<DisclosureRequest> requests() {
    return AnyConsents.requests();
  }

  private static DisclosureEvent decided(PatientConsents consents, DisclosureRequest request) {
    return Disclosures.decide(Policies.current(), consents, PATIENT, DECISION, request);
  }

  private static Attribution of(DisclosureRequest request) {
    return attribution(request.actor(), request.purposeOfUse(), request.at());
  }

  /// As it comes out of the log.
  private static DisclosureEvent stored(DisclosureEvent event) {
    return EventJson.read(EventJson.write(event), event.getClass());
  }

  @Property(tries = 1000)
  void aDecisionOnRecordComesOutTheSame(
      @ForAll("patients") PatientConsents.Enrolled patient,
      @ForAll("requests") DisclosureRequest request) {
    var recorded = stored(decided(patient, request));

    assertThat(Replay.compare(recorded, of(request), patient)).isEqualTo(Replay.Outcome.SAME);
  }

  @Example
  void aRequestAboutNobodyComesOutTheSame() {
    var recorded = decided(PatientConsents.initial(), reading());

    assertThat(Replay.compare(recorded, of(reading()), PatientConsents.initial()))
        .isEqualTo(Replay.Outcome.SAME);
  }

  @Example
  void otherConsentsOrAnotherActorAreADifference() {
    var recorded = decided(permitting(CARE), reading());

    assertThat(Replay.compare(recorded, of(reading()), permitting(careBut(Rule.deny()))))
        .isEqualTo(Replay.Outcome.DIFFERENT);
    assertThat(
            Replay.compare(
                recorded,
                attribution(SampleRequests.SERVICE, null, reading().at()),
                permitting(CARE)))
        .isEqualTo(Replay.Outcome.DIFFERENT);
  }

  @Example
  void whatWasNotKeptCannotBeDecidedAgain() {
    var earlier =
        new DisclosureRefused(
            DECISION,
            PATIENT,
            "use",
            "r",
            "s",
            "no-consent",
            null,
            List.of(),
            null,
            reading().at());
    var ofAnUnknownPolicy =
        new DisclosureRefused(
            DECISION,
            PATIENT,
            "use",
            "r",
            "s",
            "no-consent",
            decided(permitting(), reading()).asked(),
            List.of(),
            "0".repeat(64),
            reading().at());

    assertThat(Replay.compare(earlier, of(reading()), permitting()))
        .isEqualTo(Replay.Outcome.NOT_POSSIBLE);
    assertThat(Replay.compare(ofAnUnknownPolicy, of(reading()), permitting()))
        .isEqualTo(Replay.Outcome.NOT_POSSIBLE);
  }

  /// The name of the policy stands in the log of everybody who runs this release.
  @Example
  void thePolicyOfTodayIsTheOneThatWasReleased() {
    assertThat(Policies.current().name())
        .isEqualTo("f2ad107a29ba0818e7cc98aadd0dc11b390a57412ae6ef73547eb02cb8ce921d");
    assertThat(Policies.named(Policies.current().name())).contains(Policies.current());
    assertThat(Policies.named("0".repeat(64))).isEmpty();
  }

  @Example
  void theSamePolicyIsReadTheSameWay() throws Exception {
    var digest = MessageDigest.getInstance("SHA-256");
    var patients = SeededConsents.patients();
    var requests = SeededConsents.requests();
    for (int i = 0; i < SEEDED; i++) {
      var event =
          Disclosures.decide(
              new Policy("today", Policies.current().rules()),
              patients.get(i % patients.size()),
              PATIENT,
              DECISION,
              requests.get(i));
      digest.update(EventJson.write(event).getBytes(StandardCharsets.UTF_8));
    }

    assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(EVALUATOR_1);
  }
}
