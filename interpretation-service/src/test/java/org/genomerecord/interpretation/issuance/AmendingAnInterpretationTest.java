package org.genomerecord.interpretation.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.CallSetId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.InterpretationEvent;
import org.genomerecord.record.event.InterpretationEvent.Difference;
import org.genomerecord.record.event.InterpretationEvent.InterpretationAmended;
import org.genomerecord.record.event.InterpretationEvent.InterpretationDeclined;
import org.genomerecord.record.event.InterpretationEvent.InterpretationIssued;
import org.genomerecord.record.event.InterpretationEvent.Reason;
import org.genomerecord.record.event.InterpretationEvent.RecontactClosed;
import org.genomerecord.record.event.InterpretationEvent.RecontactOutcome;
import org.genomerecord.record.event.InterpretationId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.junit.jupiter.api.Test;

class AmendingAnInterpretationTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final CallSetId CALL_SET = new CallSetId("call-set-1");
  private static final AccessionId ACCESSION = new AccessionId("accession-1");
  private static final Pseudonym PATIENT = new Pseudonym("PATIENT");
  private static final Attribution SELF =
      new Attribution(
          new Actor("interpretation-service", "service", null), "TREAT", NOON, "r", null, null);
  private static final InterpretationIssued ISSUED =
      new InterpretationIssued(
          new InterpretationId("first"),
          CALL_SET,
          ACCESSION,
          PATIENT,
          "2026-01",
          List.of(DataClass.PHARMACOGENOMIC),
          new DecisionId("decision-1"),
          new Sealed(new UUID(0, 1), 1, "c2VhbGVk"),
          NOON);

  private static InterpretationAmended amended(
      String interpretation, String amends, String knowledge, Difference... differences) {
    return new InterpretationAmended(
        new InterpretationId(interpretation),
        new InterpretationId(amends),
        CALL_SET,
        ACCESSION,
        PATIENT,
        knowledge,
        List.of(DataClass.PHARMACOGENOMIC),
        new DecisionId("decision-2"),
        Reason.KNOWLEDGE_RELEASE,
        List.of(differences),
        new Sealed(new UUID(0, 2), 1, "c2VhbGVk"),
        NOON);
  }

  private static RecontactClosed closed(String interpretation) {
    return new RecontactClosed(
        new InterpretationId(interpretation),
        CALL_SET,
        PATIENT,
        RecontactOutcome.CONTACTED,
        new DecisionId("decision-3"),
        NOON);
  }

  private static Interpretation after(InterpretationEvent... events) {
    var state = Interpretation.initial();
    for (var event : events) {
      state = state.evolve(event);
    }
    return state;
  }

  private static AmendInterpretation amend(InterpretationAmended amendment) {
    return new AmendInterpretation(CALL_SET, amendment, SELF);
  }

  private static CloseRecontact close(String interpretation) {
    return new CloseRecontact(CALL_SET, closed(interpretation), SELF);
  }

  @Test
  void whatIsInForceIsAmended() {
    var amendment = amended("second", "first", "2026-02", Difference.PHENOTYPE);

    assertThat(after(ISSUED).decide(amend(amendment))).containsExactly(amendment);
  }

  @Test
  void amendingOnceMoreWithTheSameReleaseRecordsNothing() {
    var amendment = amended("second", "first", "2026-02", Difference.PHENOTYPE);
    var again = amended("third", "second", "2026-02", Difference.PHENOTYPE);

    assertThat(after(ISSUED, amendment).decide(amend(amendment))).isEmpty();
    assertThat(after(ISSUED, amendment).decide(amend(again))).isEmpty();
    assertThat(after(ISSUED).decide(amend(amended("second", "first", "2026-01")))).isEmpty();
  }

  @Test
  void outsideCallsAmendWithTheSameReleaseWhatIsInForce() {
    var knowledge = amended("second", "first", "2026-01", Difference.PHENOTYPE);
    var arrived =
        new InterpretationAmended(
            knowledge.interpretation(),
            knowledge.amends(),
            CALL_SET,
            ACCESSION,
            PATIENT,
            knowledge.knowledge(),
            knowledge.dataClasses(),
            knowledge.decision(),
            Reason.OUTSIDE_CALLS,
            knowledge.differences(),
            knowledge.sealed(),
            NOON);

    assertThat(after(ISSUED).decide(amend(arrived))).containsExactly(arrived);
    assertThat(after(ISSUED, arrived).decide(amend(arrived))).isEmpty();
  }

  @Test
  void whatWasAmendedMeanwhileIsNotAmendedByALookAtTheOneBefore() {
    var amendment = amended("second", "first", "2026-02", Difference.PHENOTYPE);
    var late = amended("third", "first", "2026-03", Difference.PHENOTYPE);

    assertThat(after(ISSUED, amendment).decide(amend(late))).isEmpty();
  }

  @Test
  void anAmendmentIsAmendedByTheNextReleaseAndByTheFormerOneAgain() {
    var second = amended("second", "first", "2026-02", Difference.PHENOTYPE);
    var third = amended("third", "second", "2026-01", Difference.PHENOTYPE);

    assertThat(after(ISSUED, second).decide(amend(third))).containsExactly(third);
  }

  @Test
  void onlyWhatWasIssuedCanBeAmended() {
    var amendment = amended("second", "first", "2026-02", Difference.PHENOTYPE);
    var declined = new InterpretationDeclined(CALL_SET, ACCESSION, PATIENT, "no-consent", NOON);

    assertThatThrownBy(() -> after().decide(amend(amendment)))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("not-issued"));
    assertThatThrownBy(() -> after(declined).decide(amend(amendment))).isInstanceOf(Refusal.class);
  }

  @Test
  void aDeliveryOfTheCallSetChangesNothingOfAnAmendment() {
    var amendment = amended("second", "first", "2026-02", Difference.PHENOTYPE);

    assertThat(
            after(ISSUED, amendment)
                .decide(new SettleInterpretation(CALL_SET, ISSUED, false, SELF)))
        .isEmpty();
  }

  @Test
  void anotherPhenotypeOrRecommendationIsToBeToldAndAnotherCertaintyIsNot() {
    assertThat(amended("a", "b", "c", Difference.PHENOTYPE).obligesToRecontact()).isTrue();
    assertThat(amended("a", "b", "c", Difference.RECOMMENDATION).obligesToRecontact()).isTrue();
    assertThat(
            amended("a", "b", "c", Difference.DIPLOTYPE, Difference.CERTAINTY).obligesToRecontact())
        .isFalse();
  }

  @Test
  void aDutyToRecontactIsDealtWithOnce() {
    var amendment = amended("second", "first", "2026-02", Difference.RECOMMENDATION);

    assertThat(after(ISSUED, amendment).decide(close("second"))).containsExactly(closed("second"));
    assertThatThrownBy(() -> after(ISSUED, amendment, closed("second")).decide(close("second")))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("recontact-closed"));
  }

  @Test
  void aLaterAmendmentLeavesTheDutyOfTheOneBefore() {
    var second = amended("second", "first", "2026-02", Difference.RECOMMENDATION);
    var third = amended("third", "second", "2026-03", Difference.CERTAINTY);

    assertThat(after(ISSUED, second, third).decide(close("second")))
        .containsExactly(closed("second"));
  }

  @Test
  void withoutADutyThereIsNothingToClose() {
    var amendment = amended("second", "first", "2026-02", Difference.CERTAINTY);

    for (var state : List.of(after(), after(ISSUED), after(ISSUED, amendment))) {
      assertThatThrownBy(() -> state.decide(close("second")))
          .isInstanceOfSatisfying(
              Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("recontact-unknown"));
    }
  }
}
