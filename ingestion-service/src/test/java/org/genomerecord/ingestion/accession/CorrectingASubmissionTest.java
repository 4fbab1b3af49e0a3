package org.genomerecord.ingestion.accession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.ingestion.accession.SampleSubmissions.PATIENT;
import static org.genomerecord.ingestion.accession.SampleSubmissions.accepted;
import static org.genomerecord.ingestion.accession.SampleSubmissions.correct;
import static org.genomerecord.ingestion.accession.SampleSubmissions.file;
import static org.genomerecord.ingestion.accession.SampleSubmissions.ofExpression;
import static org.genomerecord.ingestion.accession.SampleSubmissions.receive;
import static org.genomerecord.ingestion.accession.SampleSubmissions.received;
import static org.genomerecord.ingestion.accession.SampleSubmissions.refused;
import static org.genomerecord.ingestion.accession.SampleSubmissions.settle;
import static org.genomerecord.ingestion.accession.SampleSubmissions.settleCorrection;
import static org.genomerecord.ingestion.accession.SampleSubmissions.superseded;
import static org.genomerecord.ingestion.accession.SampleSubmissions.withdraw;
import static org.genomerecord.ingestion.accession.SampleSubmissions.withdrawn;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.genomerecord.record.event.AccessionEvent;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionEvent.WithdrawalReason;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Refusal;
import org.junit.jupiter.api.Test;

class CorrectingASubmissionTest {
  private static final SubmissionReceived FIRST = received(PATIENT, "content", file('1'));
  private static final SubmissionReceived BETTER = received(PATIENT, "better", file('3'));

  private static Accession after(AccessionEvent... events) {
    var accession = Accession.initial();
    for (var event : events) {
      accession = accession.evolve(event);
    }
    return accession;
  }

  private static Accession inForce() {
    return after(FIRST, accepted(FIRST.file()));
  }

  private static void assertRefused(String code, ThrowingCallable decision) {
    assertThatThrownBy(decision)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  @Test
  void whatSaysThatItCorrectsIsReceivedAndWhatDoesNotIsRefusedAsBefore() {
    assertThat(inForce().decide(correct(BETTER))).containsExactly(BETTER);
    assertRefused("accession-content", () -> inForce().decide(receive(BETTER)));
  }

  @Test
  void whereNothingWasAcceptedThereIsNothingToCorrect() {
    assertRefused("nothing-to-correct", () -> after().decide(correct(BETTER)));
    assertRefused("accession-content", () -> after(FIRST).decide(correct(BETTER)));
    assertThat(after(FIRST, refused()).decide(correct(BETTER))).containsExactly(BETTER);
    assertRefused(
        "accession-withdrawn",
        () -> after(FIRST, accepted(FIRST.file()), withdrawn()).decide(correct(BETTER)));
  }

  @Test
  void anExpressionPanelCorrectsNoCallSetAndNoCallSetAPanel() {
    var panel = ofExpression(FIRST);

    assertRefused("correction-class", () -> inForce().decide(correct(ofExpression(BETTER))));
    assertRefused(
        "correction-class", () -> after(panel, accepted(panel.file())).decide(correct(BETTER)));
    assertThat(after(panel, accepted(panel.file())).decide(correct(ofExpression(BETTER))))
        .containsExactly(ofExpression(BETTER));
  }

  @Test
  void theFileThatIsInForceIsNoCorrectionOfItself() {
    assertThat(inForce().decide(correct(received(PATIENT, "content", file('2'))))).isEmpty();
  }

  @Test
  void noCorrectionMovesAnAccessionToAnotherPatient() {
    assertRefused(
        "accession-patient",
        () -> inForce().decide(correct(received(new Pseudonym("ANOTHER"), "better", file('3')))));
  }

  @Test
  void theSameCorrectionAgainIsTheSameAndAnotherWaitsForItsOutcome() {
    var correcting = inForce().evolve(BETTER);

    assertThat(correcting.decide(correct(received(PATIENT, "better", file('4'))))).isEmpty();
    assertThat(correcting.decide(receive(received(PATIENT, "content", file('2'))))).isEmpty();
    assertRefused(
        "accession-content",
        () -> correcting.decide(correct(received(PATIENT, "best", file('5')))));
    assertRefused(
        "submission-unsettled", () -> correcting.decide(withdraw(WithdrawalReason.OTHER)));
  }

  @Test
  void acceptedItIsTheSameCallSetAndSaysWhatItTookThePlaceOf() {
    assertThat(inForce().evolve(BETTER).decide(settleCorrection(BETTER.file())))
        .containsExactly(accepted(BETTER.file()), superseded());
  }

  @Test
  void refusedItLeavesInForceWhatItWasToCorrect() {
    var correcting = inForce().evolve(BETTER);

    assertThat(correcting.decide(settle(BETTER.file(), refused()))).containsExactly(refused());
    var after = correcting.evolve(refused());
    assertThat(after.decide(withdraw(WithdrawalReason.ANALYTICAL_ERROR)))
        .containsExactly(withdrawn());
    assertThat(after.decide(correct(received(PATIENT, "better", file('4'))))).isEmpty();
    assertThat(after.decide(correct(received(PATIENT, "best", file('5'))))).hasSize(1);
  }

  @Test
  void bothFilesCountOrWaitUntilItIsSettledAndThenOneDoes() {
    var correcting = inForce().evolve(BETTER);
    assertThat(correcting.countsOrWaits(FIRST.file().digest())).isTrue();
    assertThat(correcting.countsOrWaits(BETTER.file().digest())).isTrue();

    var refused = correcting.evolve(refused());
    assertThat(refused.countsOrWaits(FIRST.file().digest())).isTrue();
    assertThat(refused.countsOrWaits(BETTER.file().digest())).isFalse();

    var amended = correcting.evolve(accepted(BETTER.file())).evolve(superseded());
    assertThat(amended.countsOrWaits(FIRST.file().digest())).isFalse();
    assertThat(amended.countsOrWaits(BETTER.file().digest())).isTrue();
    assertThat(amended.evolve(withdrawn()).countsOrWaits(BETTER.file().digest())).isFalse();
  }

  @Test
  void aLateOutcomeOfTheFileOfBeforeDoesNotSettleTheCorrection() {
    assertThat(inForce().evolve(BETTER).decide(settle(FIRST.file(), refused()))).isEmpty();
  }

  @Test
  void settlingTwiceIsSettlingOnceAndACorrectionIsCorrectedLikewise() {
    var amended =
        after(FIRST, accepted(FIRST.file()), BETTER, accepted(BETTER.file()), superseded());
    var best = received(PATIENT, "best", file('5'));

    assertThat(amended.decide(settleCorrection(BETTER.file()))).isEmpty();
    assertThat(amended.decide(correct(best))).containsExactly(best);
    assertThat(amended.evolve(best).decide(settleCorrection(best.file()))).hasSize(2);
    assertThat(amended.unsettled()).isEmpty();
    assertThat(amended.evolve(best).unsettled()).contains(best);
  }

  @Test
  void aLateRetryOfAnEarlierVersionDoesNotTakeThePlaceOfALaterOne() {
    var best = received(PATIENT, "best", file('5'));
    var amended =
        after(
            FIRST,
            accepted(FIRST.file()),
            BETTER,
            accepted(BETTER.file()),
            superseded(),
            best,
            accepted(best.file()),
            superseded());
    var lateCorrection = received(PATIENT, "better", file('6'));
    var lateFirst = received(PATIENT, "content", file('7'));

    assertRefused("superseded", () -> amended.decide(correct(lateCorrection)));
    assertRefused("superseded", () -> amended.decide(correct(lateFirst)));
    assertThat(amended.decide(receive(lateFirst))).isEmpty();
    assertRefused("accession-content", () -> amended.decide(receive(lateCorrection)));
    assertThat(amended.decide(correct(received(PATIENT, "best", file('8'))))).isEmpty();

    var correctedFurther = amended.evolve(received(PATIENT, "other", file('9')));
    assertRefused("superseded", () -> correctedFurther.decide(correct(lateCorrection)));
    assertThat(correctedFurther.decide(receive(lateFirst))).isEmpty();
  }
}
