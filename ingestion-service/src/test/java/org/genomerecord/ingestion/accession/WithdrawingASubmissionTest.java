package org.genomerecord.ingestion.accession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.ingestion.accession.SampleSubmissions.ATTRIBUTION;
import static org.genomerecord.ingestion.accession.SampleSubmissions.PATIENT;
import static org.genomerecord.ingestion.accession.SampleSubmissions.accepted;
import static org.genomerecord.ingestion.accession.SampleSubmissions.file;
import static org.genomerecord.ingestion.accession.SampleSubmissions.receive;
import static org.genomerecord.ingestion.accession.SampleSubmissions.received;
import static org.genomerecord.ingestion.accession.SampleSubmissions.refused;
import static org.genomerecord.ingestion.accession.SampleSubmissions.settle;
import static org.genomerecord.ingestion.accession.SampleSubmissions.withdraw;
import static org.genomerecord.ingestion.accession.SampleSubmissions.withdrawOfWrongPatient;
import static org.genomerecord.ingestion.accession.SampleSubmissions.withdrawn;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.genomerecord.record.event.AccessionEvent;
import org.genomerecord.record.event.AccessionEvent.SubmissionMovedIn;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionEvent.SubmissionWithdrawn;
import org.genomerecord.record.event.AccessionEvent.WithdrawalReason;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Refusal;
import org.junit.jupiter.api.Test;

class WithdrawingASubmissionTest {
  private static final SubmissionReceived FIRST = received(PATIENT, "content", file('1'));

  private static Accession after(AccessionEvent... events) {
    var accession = Accession.initial();
    for (var event : events) {
      accession = accession.evolve(event);
    }
    return accession;
  }

  private static void assertRefused(String code, ThrowingCallable decision) {
    assertThatThrownBy(decision)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  @Test
  void whatWasAcceptedIsWithdrawn() {
    assertThat(
            after(FIRST, accepted(FIRST.file()))
                .decide(withdraw(WithdrawalReason.ANALYTICAL_ERROR)))
        .containsExactly(withdrawn());
  }

  @Test
  void withdrawingTwiceRecordsNothingMoreWhateverTheSecondReason() {
    var withdrawn = after(FIRST, accepted(FIRST.file()), withdrawn());

    assertThat(withdrawn.decide(withdraw(WithdrawalReason.ANALYTICAL_ERROR))).isEmpty();
    assertThat(withdrawn.decide(withdraw(WithdrawalReason.OTHER))).isEmpty();
  }

  @Test
  void whatIsMovedIsTheFileThatWasFoundOrNothing() {
    var better = received(PATIENT, "better", file('3'));
    var first = after(FIRST, accepted(FIRST.file()));
    var corrected = first.evolve(better).evolve(accepted(better.file()));
    var command = withdrawOfWrongPatient(FIRST.file());

    assertThat(first.decide(command)).hasSize(1);
    assertRefused("submission-unsettled", () -> first.evolve(better).decide(command));
    assertRefused("accession-changed", () -> corrected.decide(command));
    assertThat(corrected.decide(withdrawOfWrongPatient(better.file()))).hasSize(1);
  }

  @Test
  void whatIsMovedMayBeWithdrawnAlreadyAsOfAWrongPatientOnly() {
    var first = after(FIRST, accepted(FIRST.file()));
    var command = withdrawOfWrongPatient(FIRST.file());
    var ofWrongPatient = (SubmissionWithdrawn) first.decide(command).getFirst();

    assertThat(first.evolve(ofWrongPatient).decide(command)).isEmpty();
    assertRefused(
        "accession-changed",
        () -> first.evolve(ofWrongPatient).decide(withdrawOfWrongPatient(file('3'))));
    assertRefused("accession-changed", () -> first.evolve(withdrawn()).decide(command));
  }

  @Test
  void withoutAResultThereIsNothingToWithdraw() {
    var command = withdraw(WithdrawalReason.OTHER);

    assertRefused("accession-unknown", () -> after().decide(command));
    assertRefused("submission-unsettled", () -> after(FIRST).decide(command));
    assertRefused("accession-not-accepted", () -> after(FIRST, refused()).decide(command));
  }

  @Test
  void theSameFileAgainIsWhatWasWithdrawnAndAnotherNeedsAnotherNumber() {
    var withdrawn = after(FIRST, accepted(FIRST.file()), withdrawn());

    assertThat(withdrawn.decide(receive(received(PATIENT, "content", file('2'))))).isEmpty();
    assertRefused(
        "accession-withdrawn",
        () -> withdrawn.decide(receive(received(PATIENT, "better", file('3')))));
    assertRefused(
        "accession-patient",
        () -> withdrawn.decide(receive(received(new Pseudonym("ANOTHER"), "content", file('4')))));
  }

  @Test
  void aLateOutcomeDoesNotBringItBack() {
    assertThat(
            after(FIRST, accepted(FIRST.file()), withdrawn())
                .decide(settle(FIRST.file(), accepted(FIRST.file()))))
        .isEmpty();
  }

  @Test
  void aLogThatWithdrawsWhatWasNotAcceptedIsNotRead() {
    assertThatThrownBy(() -> after(FIRST, withdrawn())).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatIsMovedHereIsReceivedAndToldToBe() {
    var command = new ReceiveSubmission(FIRST.accession(), FIRST, true, null, ATTRIBUTION);
    var movedIn =
        new SubmissionMovedIn(FIRST.accession(), FIRST.lab(), PATIENT, FIRST.receivedAt());

    assertThat(after().decide(command)).containsExactly(FIRST, movedIn);
    assertThat(after(FIRST, movedIn).decide(command)).isEmpty();
    assertThat(after(FIRST, movedIn).unsettled()).contains(FIRST);
  }
}
