package org.genomerecord.ingestion.callset;

import java.util.Objects;
import org.genomerecord.ingestion.accession.Accession;
import org.genomerecord.ingestion.accession.AccessionStatus;
import org.genomerecord.ingestion.hl7v2.Acknowledgement;
import org.genomerecord.ingestion.hl7v2.Hl7Message;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// What became of a message that was kept.
///
/// @param current of its accession
/// @param isCorrection whether it was to take the place of what was accepted
record MessageOutcome(Hl7Message message, AccessionStatus current, boolean isCorrection) {

  /// Whether a message is to take the place of what stands under its number: one that is marked as
  /// corrected, where something was accepted. Where nothing was, it is the first that came here.
  ///
  /// @throws Refusal unavailable, while what stands there is validated: it is not known yet what
  ///   there is to correct
  static boolean corrects(Hl7Message message, Accession standing) {
    if (message.isCorrection() && standing.unsettled().isPresent()) {
      throw notSettled("what came before it is not validated yet; send the same message again");
    }
    return message.isCorrection() && standing instanceof Accession.Accepted;
  }

  /// @throws Refusal unavailable, if it is not known yet and the sender wants to know
  String told(Acknowledgement answer) {
    if (current.withdrawnAt() != null) {
      return answer.refused(
          new Refusal(
              Category.CONFLICT,
              "accession-withdrawn",
              "the result of this message was withdrawn; submit under another number"));
    }
    if (message.outcome().isRefused()) {
      return answer.refused();
    }
    var status = isCorrection ? current.ofCorrection() : current;
    if (status.code() != null) {
      return answer.refused(status.code(), status.line(), String.valueOf(status.reason()));
    }
    if (status.isFinal() || wantsCommitOnly()) {
      return answer.accepted();
    }
    if (status.state().equals(AccessionStatus.QUARANTINED)) {
      return answer.refused(AccessionStatus.QUARANTINED, null, String.valueOf(status.reason()));
    }
    throw notSettled(
        "the message is kept and not validated yet; send the same message again for the outcome");
  }

  private boolean wantsCommitOnly() {
    return Objects.requireNonNull(message.header(), "it was kept").wantsCommitOnly();
  }

  private static Refusal notSettled(String why) {
    return new Refusal(Category.UNAVAILABLE, "not-settled", why);
  }

  @Override
  public String toString() {
    return "MessageOutcome[" + current.state() + "]";
  }
}
