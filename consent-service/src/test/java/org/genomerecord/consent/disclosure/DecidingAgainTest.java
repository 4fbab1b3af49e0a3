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
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
  /// Verdicts of `SEEDED` requests by policy 1 and evaluator 1, as they were recorded in version 2.
  /// If this changes, decisions on record would come out otherwise: raise `evaluator`, in a policy
  /// of its own, and keep the earlier way of reading provisions for those that were made under it.
  private static final String EVALUATOR_1 =
      "e102ef1a207db8ad623b3e933f1097c8d7206d3367d5078a8ccdf46dcf46cef1";

  /// The same by policy 2 and evaluator 2, which know limits of research.
  private static final String EVALUATOR_2 =
      "13714af02ecd3f2c5433d4fe95ec364195fba9470c63d4aa5d8cd5c27cca75c6";

  /// The same by policy 3 and evaluator 3, which tell no lock before an emergency is declared.
  private static final String EVALUATOR_3 =
      "4e52e3637ccac9008a02cdd2053f71351bd6583146bd3842424f42a8f2cff7c9";

  static final String POLICY_1 = "f2ad107a29ba0818e7cc98aadd0dc11b390a57412ae6ef73547eb02cb8ce921d";

  static final String POLICY_2 = "4b41d9e568a49e37da5cf497e1c7d59269dd632dbc6e6ec3781e1a2c041904b2";

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
        .isEqualTo("fa5e1961d0db8281c347b1878e1ffef0134fa3c0b58b9580bb324dc13b992c1a");
    assertThat(Policies.named(POLICY_1)).isPresent();
    assertThat(Policies.named(POLICY_2)).isPresent();
    assertThat(Policies.named(Policies.current().name())).contains(Policies.current());
    assertThat(Policies.named("0".repeat(64))).isEmpty();
  }

  @Example
  void theSamePolicyIsReadTheSameWay() {
    var patients = SeededConsents.patients();
    var requests = SeededConsents.requests();
    var first = Policies.named(POLICY_1).orElseThrow();
    var ofVersion2 =
        IntStream.range(0, SEEDED)
            .mapToObj(i -> json(first, patients.get(i % patients.size()), requests.get(i)))
            .map(json -> json.replace("\"researchUse\":[],", ""));
    assertThat(digest(ofVersion2)).isEqualTo(EVALUATOR_1);

    assertThat(withResearch(Policies.named(POLICY_2).orElseThrow())).isEqualTo(EVALUATOR_2);
    assertThat(withResearch(Policies.current())).isEqualTo(EVALUATOR_3);
  }

  private static String withResearch(Policy policy) {
    var seeded = SeededConsents.withResearch(20_261_128);
    return digest(
        IntStream.range(0, SEEDED).mapToObj(_ -> json(policy, seeded.patient(), seeded.request())));
  }

  private static String json(
      Policy policy, PatientConsents.Enrolled patient, DisclosureRequest request) {
    return EventJson.write(
        Disclosures.decide(
            new Policy("today", policy.rules()), patient, PATIENT, DECISION, request));
  }

  private static String digest(Stream<String> texts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      texts.forEachOrdered(text -> digest.update(text.getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
