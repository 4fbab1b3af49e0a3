package org.genomerecord.interpretation.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.genomerecord.record.event.AccessionEvent.WithdrawalReason;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.CallSetId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.InterpretationEvent;
import org.genomerecord.record.event.InterpretationEvent.Difference;
import org.genomerecord.record.event.InterpretationEvent.InterpretationAmended;
import org.genomerecord.record.event.InterpretationEvent.InterpretationDeclined;
import org.genomerecord.record.event.InterpretationEvent.InterpretationIssued;
import org.genomerecord.record.event.InterpretationEvent.InterpretationWithdrawn;
import org.genomerecord.record.event.InterpretationEvent.Reason;
import org.genomerecord.record.event.InterpretationEvent.RecontactClosed;
import org.genomerecord.record.event.InterpretationEvent.RecontactOutcome;
import org.genomerecord.record.event.InterpretationId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.junit.jupiter.api.Test;

class WithdrawingAnInterpretationTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant LATER = Instant.parse("2026-01-02T12:00:00Z");
  private static final CallSetId CALL_SET = new CallSetId("call-set-1");
  private static final AccessionId ACCESSION = new AccessionId("accession-1");
  private static final Pseudonym PATIENT = new Pseudonym("PATIENT");
  private static final Sealed SEALED = new Sealed(new UUID(0, 1), 1, "c2VhbGVk");
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
          SEALED,
          NOON);
  private static final InterpretationAmended AMENDED =
      new InterpretationAmended(
          new InterpretationId("second"),
          ISSUED.interpretation(),
          CALL_SET,
          ACCESSION,
          PATIENT,
          "2026-02",
          ISSUED.dataClasses(),
          new DecisionId("decision-2"),
          Reason.KNOWLEDGE_RELEASE,
          List.of(Difference.PHENOTYPE),
          SEALED,
          NOON);
  private static final WithdrawInterpretation WITHDRAW =
      new WithdrawInterpretation(
          CALL_SET, ACCESSION, PATIENT, WithdrawalReason.WRONG_PATIENT, LATER, SELF);

  private static InterpretationWithdrawn withdrawn(InterpretationId inForce) {
    return new InterpretationWithdrawn(
        inForce, CALL_SET, ACCESSION, PATIENT, WithdrawalReason.WRONG_PATIENT, LATER);
  }

  private static Interpretation after(InterpretationEvent... events) {
    var state = Interpretation.initial();
    for (var event : events) {
      state = state.evolve(event);
    }
    return state;
  }

  @Test
  void whatIsInForceIsWithdrawnForTheReasonOfTheLaboratory() {
    assertThat(after(ISSUED).decide(WITHDRAW)).containsExactly(withdrawn(ISSUED.interpretation()));
    assertThat(after(ISSUED, AMENDED).decide(WITHDRAW))
        .containsExactly(withdrawn(AMENDED.interpretation()));
  }

  @Test
  void aSecondDeliveryRecordsNothingMore() {
    assertThat(after(ISSUED, withdrawn(ISSUED.interpretation())).decide(WITHDRAW)).isEmpty();
  }

  @Test
  void whatWasNotInterpretedYetNeverIs() {
    var declined =
        new InterpretationDeclined(CALL_SET, ACCESSION, PATIENT, "result-withdrawn", LATER);

    assertThat(after().decide(WITHDRAW)).containsExactly(declined);
    assertThat(after(declined).decide(WITHDRAW)).isEmpty();
    assertThat(after(declined).decide(new SettleInterpretation(CALL_SET, ISSUED, false, SELF)))
        .isEmpty();
  }

  @Test
  void neitherAnotherDeliveryOfTheCallSetNorALookThatWasUnderWayBringsItBack() {
    var state = after(ISSUED, withdrawn(ISSUED.interpretation()));

    assertThat(state.decide(new SettleInterpretation(CALL_SET, ISSUED, false, SELF))).isEmpty();
    assertThat(state.decide(new AmendInterpretation(CALL_SET, AMENDED, SELF))).isEmpty();
    assertThatThrownBy(() -> state.evolve(AMENDED)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatACorrectionThatCannotBeReadWithdrewIsIssuedOnceAnotherCanBe() {
    var unfit =
        new InterpretationWithdrawn(
            AMENDED.interpretation(), CALL_SET, ACCESSION, PATIENT, WithdrawalReason.OTHER, LATER);
    var state = after(ISSUED, AMENDED, unfit);
    var again = new SettleInterpretation(CALL_SET, ISSUED, true, SELF);

    assertThat(state.decide(again)).containsExactly(ISSUED);
    assertThat(state.decide(new SettleInterpretation(CALL_SET, ISSUED, false, SELF))).isEmpty();
    assertThat(state.evolve(ISSUED).decide(WITHDRAW))
        .containsExactly(withdrawn(ISSUED.interpretation()));
    assertThat(after(ISSUED, withdrawn(ISSUED.interpretation())).decide(again)).isEmpty();
  }

  @Test
  void theDutyToRecontactOutlivesTheReport() {
    var closed =
        new RecontactClosed(
            AMENDED.interpretation(),
            CALL_SET,
            PATIENT,
            RecontactOutcome.CONTACTED,
            new DecisionId("decision-3"),
            LATER);
    var state = after(ISSUED, AMENDED, withdrawn(AMENDED.interpretation()));

    assertThat(state.decide(new CloseRecontact(CALL_SET, closed, SELF))).containsExactly(closed);
    assertThat(state.evolve(closed).decide(WITHDRAW)).isEmpty();
  }

  @Test
  void whatCouldNotBeInterpretedIsIssuedOnceItsCorrectionCanBe() {
    var declined =
        new InterpretationDeclined(CALL_SET, ACCESSION, PATIENT, "assembly-not-interpreted", NOON);
    var correction = new SettleInterpretation(CALL_SET, ISSUED, true, SELF);

    assertThat(after(declined).decide(correction)).containsExactly(ISSUED);
    assertThat(after(declined, ISSUED).decide(correction)).isEmpty();
    assertThat(after(declined).decide(new SettleInterpretation(CALL_SET, declined, true, SELF)))
        .isEmpty();
  }
}
