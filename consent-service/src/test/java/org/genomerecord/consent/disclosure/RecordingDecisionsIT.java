package org.genomerecord.consent.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.genomerecord.consent.disclosure.SampleRequests.CLINICIAN;
import static org.genomerecord.consent.disclosure.SampleRequests.DECISION;
import static org.genomerecord.consent.disclosure.SampleRequests.by;
import static org.genomerecord.consent.disclosure.SampleRequests.decide;
import static org.genomerecord.consent.disclosure.SampleRequests.reading;
import static org.genomerecord.consent.provision.SampleConsents.CARE;
import static org.genomerecord.consent.provision.SampleConsents.CONSENT;
import static org.genomerecord.consent.provision.SampleConsents.DURING;
import static org.genomerecord.consent.provision.SampleConsents.PATIENT;
import static org.genomerecord.consent.provision.SampleConsents.enrolled;
import static org.genomerecord.consent.provision.SampleConsents.granted;
import static org.genomerecord.consent.provision.SampleConsents.withdrawn;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.genomerecord.consent.provision.ConsentSuspended;
import org.genomerecord.consent.provision.SampleConsents;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.Asked;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.DisclosureEvent;
import org.genomerecord.record.event.DisclosureEvent.DisclosurePermitted;
import org.genomerecord.record.event.DisclosureEvent.DisclosureRefused;
import org.genomerecord.record.event.Ground;
import org.genomerecord.record.event.ProvisionType;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.sourcing.UnknownEvent;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.Envelope;
import org.genomerecord.record.store.StoredEvent;
import org.genomerecord.record.store.TestLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// On the real store.
class RecordingDecisionsIT {
  private static final EventTypes<DisclosureEvent> DECISIONS = EventTypes.of(DisclosureEvent.class);
  private static final Pseudonym NOBODY = new Pseudonym("PATIENT0000000000000000009");

  private static final DisclosurePermitted PERMITTED =
      new DisclosurePermitted(
          DECISION,
          PATIENT,
          Action.USE,
          List.of(DataClass.PHARMACOGENOMIC),
          "DiagnosticReport",
          "interpretation-service",
          List.of(CONSENT),
          null,
          null,
          List.of(),
          asked(),
          List.of(
              new Ground(CONSENT, "", ProvisionType.PERMIT, List.of(DataClass.PHARMACOGENOMIC))),
          Policies.current().name(),
          3,
          DURING);

  private static Asked asked() {
    return new Asked(List.of("pharmacogenomic"), List.of(), List.of(), null, null);
  }

  private final TestLog log = TestLog.create();
  private final AppendSequencer sequencer = log.sequencer();
  private final Decisions decisions = new Decisions(sequencer, log.reader(), 2);

  @AfterEach
  void stop() {
    log.close();
  }

  private static DisclosureRefused refused(
      @Nullable Pseudonym patient, String action, String reason) {
    return new DisclosureRefused(
        DECISION,
        patient,
        action,
        "DiagnosticReport",
        "interpretation-service",
        reason,
        asked(),
        List.of(),
        Policies.current().name(),
        DURING);
  }

  private void given(Object... events) {
    for (var event : events) {
      var envelope = Envelope.of(event, SampleConsents.byThePatient(DURING));
      TestLog.answer(sequencer.append(new Append(List.of(envelope), List.of(), -1)));
    }
  }

  private Decided decided(DecideDisclosure question) {
    return decisions.decide(List.of(question)).getFirst();
  }

  private static DecideDisclosure reads(Pseudonym patient, int number) {
    var one = decide(reading());
    return new DecideDisclosure(
        patient, new DecisionId("decision-" + number), one.request(), one.attribution());
  }

  private List<StoredEvent> recorded() {
    return log.events().stream()
        .filter(stored -> DECISIONS.knows(stored.envelope().type()))
        .toList();
  }

  private static DisclosureEvent event(StoredEvent stored) {
    var envelope = stored.envelope();
    return DECISIONS.read(envelope.type(), envelope.version(), envelope.payload());
  }

  @Test
  void aPermitIsRecordedWithItsGroundsUnderWhoAskedAndWhatFor() {
    given(enrolled(), granted(CONSENT, CARE));

    var decided = decided(decide(reading()));

    assertThat(decided).isEqualTo(new Decided(2, PERMITTED));
    assertThat(recorded())
        .singleElement()
        .satisfies(stored -> {
          var envelope = stored.envelope();
          assertThat(stored.position()).isEqualTo(2);
          assertThat(event(stored)).isEqualTo(PERMITTED);
          assertThat(envelope.id().version()).isEqualTo(7);
          assertThat(envelope.attribution().actor()).isEqualTo(CLINICIAN);
          assertThat(envelope.attribution().purposeOfUse()).isEqualTo("TREAT");
          assertThat(envelope.tags())
              .containsExactlyInAnyOrder(
                  "decision:" + DECISION, "patient:" + PATIENT, "consent:" + CONSENT);
        });
  }

  @Test
  void everyRequestIsRecordedAlsoTheSameAgain() {
    given(enrolled(), granted(CONSENT, CARE));

    decided(reads(PATIENT, 1));
    decided(reads(PATIENT, 1));

    assertThat(recorded())
        .hasSize(2)
        .allSatisfy(one -> assertThat(event(one)).isEqualTo(PERMITTED));
  }

  @Test
  void aRefusalIsRecordedWithItsReason() {
    given(enrolled());

    decided(decide(reading()));

    assertThat(recorded())
        .singleElement()
        .satisfies(one -> assertThat(event(one)).isEqualTo(refused(PATIENT, "use", "no-consent")));
  }

  @Test
  void afterWithdrawalTheRequestIsRefusedAndTheRefusalRecorded() {
    given(enrolled(), granted(CONSENT, CARE), withdrawn(CONSENT, DURING));

    assertThat(decided(decide(reading())).outcome())
        .isEqualTo(refused(PATIENT, "use", "consent-withdrawn"));
  }

  @Test
  void whatWasKeptOfAPatientIsNotDecidedOnAfterAWithdrawal() {
    given(enrolled(), granted(CONSENT, CARE));
    assertThat(decided(decide(reading())).outcome()).isEqualTo(PERMITTED);

    given(withdrawn(CONSENT, DURING));

    assertThat(decided(decide(reading())).outcome())
        .isEqualTo(refused(PATIENT, "use", "consent-withdrawn"));
    assertThat(recorded()).hasSize(2);
  }

  @Test
  void whatWasKeptOfAPatientIsNotDecidedOnAfterAnotherInstanceRecordedSomething() {
    given(enrolled(), granted(CONSENT, CARE));
    assertThat(decided(decide(reading())).outcome()).isEqualTo(PERMITTED);

    var another = log.sequencer();
    var withdrawal = Envelope.of(withdrawn(CONSENT, DURING), SampleConsents.byThePatient(DURING));
    TestLog.answer(another.append(new Append(List.of(withdrawal), List.of(), -1)));

    assertThatThrownBy(() -> decided(decide(reading())))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.category()).isEqualTo(Category.UNAVAILABLE));
    assertThat(recorded()).hasSize(1);
  }

  @Test
  void aRefusalAboutNobodyKnownNamesNobody() {
    assertThat(decided(decide(reading())).outcome())
        .isEqualTo(refused(null, "use", "patient-unknown"));
    assertThat(recorded())
        .singleElement()
        .satisfies(
            one -> assertThat(one.envelope().tags()).containsExactly("decision:" + DECISION));
  }

  @Test
  void aCodeFromOutsideIsKeptToSixtyFourCharacters() {
    given(enrolled());

    assertThat(decided(decide(by(CLINICIAN, "x".repeat(65), "TREAT"))).outcome())
        .isEqualTo(refused(PATIENT, "x".repeat(64), "action-unknown"));
  }

  @Test
  void anEventOfANewerReleaseStopsTheDecision() {
    given(enrolled(), granted(CONSENT, CARE), new ConsentSuspended(PATIENT));

    assertThatThrownBy(() -> decided(decide(reading()))).isInstanceOf(UnknownEvent.class);

    assertThat(recorded()).isEmpty();
  }

  @Test
  void severalAreDecidedEachForItselfAndAnsweredInOrder() {
    given(enrolled(), granted(CONSENT, CARE));

    var decided = decisions.decide(List.of(reads(NOBODY, 2), reads(PATIENT, 1), reads(NOBODY, 3)));

    assertThat(decided)
        .extracting(Decided::position, one -> one.outcome().decision().value())
        .containsExactly(tuple(2L, "decision-2"), tuple(3L, "decision-1"), tuple(4L, "decision-3"));
    assertThat(decided.get(1).outcome()).isEqualTo(PERMITTED);
    assertThat(recorded())
        .extracting(RecordingDecisionsIT::event)
        .isEqualTo(decided.stream().map(Decided::outcome).toList());
  }

  @Test
  void ofSeveralThatOfWhomSomethingIsNewIsDecidedOnIt() {
    given(enrolled(), granted(CONSENT, CARE));
    decisions.decide(List.of(reads(PATIENT, 1), reads(NOBODY, 2)));

    given(withdrawn(CONSENT, DURING));
    var decided = decisions.decide(List.of(reads(NOBODY, 3), reads(PATIENT, 4)));

    assertThat(decided)
        .extracting(Decided::outcome)
        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(DisclosureRefused.class));
    assertThat(recorded()).hasSize(4);
  }

  @Test
  void moreThanAreKeptAreDecidedToo() {
    given(enrolled(), granted(CONSENT, CARE));
    var asked = new ArrayList<DecideDisclosure>();
    asked.add(reads(PATIENT, 1));
    IntStream.range(0, 99)
        .mapToObj(number -> reads(new Pseudonym("NOBODY-" + number), 2 + number))
        .forEach(asked::add);

    for (int again = 0; again < 2; again++) {
      assertThat(decisions.decide(asked))
          .filteredOn(one -> one.outcome() instanceof DisclosurePermitted)
          .singleElement()
          .satisfies(one -> assertThat(one.outcome()).isEqualTo(PERMITTED));
    }
    assertThat(recorded()).hasSize(200);
  }

  @Test
  void ifTheLogDoesNotTakeThemNoneIsRecorded() {
    given(enrolled(), granted(CONSENT, CARE));
    var taken = log.sequencer();

    assertThatThrownBy(() -> decisions.decide(List.of(reads(PATIENT, 1), reads(NOBODY, 2))))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.category()).isEqualTo(Category.UNAVAILABLE));

    assertThat(taken.isReplaced()).isFalse();
    assertThat(recorded()).isEmpty();
  }
}
