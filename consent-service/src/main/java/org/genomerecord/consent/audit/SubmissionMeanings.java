package org.genomerecord.consent.audit;

import java.util.List;
import org.genomerecord.record.event.AccessionEvent;
import org.genomerecord.record.event.AccessionEvent.CallSetAccepted;
import org.genomerecord.record.event.AccessionEvent.SubmissionMovedIn;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionEvent.SubmissionRefused;
import org.genomerecord.record.event.AccessionEvent.SubmissionSuperseded;
import org.genomerecord.record.event.AccessionEvent.SubmissionWithdrawn;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.FamilyStudyEvent;
import org.genomerecord.record.event.FamilyStudyEvent.FamilyStudyReported;
import org.genomerecord.record.event.VaultEvent;
import org.genomerecord.record.event.VaultEvent.FileResealed;

/// What the events about submitted files mean in the audit trail. Pure.
final class SubmissionMeanings {
  private SubmissionMeanings() {}

  static Meaning of(AccessionEvent event) {
    return switch (event) {
      case SubmissionReceived received ->
          new Meaning(Meaning.RECORDED, "submission received: " + received.accession(), null)
              .by(received.decision());
      case CallSetAccepted accepted ->
          new Meaning(Meaning.RECORDED, "call set accepted: " + accepted.accession(), null);
      case AccessionEvent.OutsideCallsAccepted accepted ->
          new Meaning(Meaning.RECORDED, "outside calls accepted: " + accepted.accession(), null);
      case AccessionEvent.ExpressionPanelAccepted accepted ->
          new Meaning(Meaning.RECORDED, "expression panel accepted: " + accepted.accession(), null);
      case SubmissionRefused refused ->
          new Meaning(Meaning.REFUSED, "submission: " + refused.accession(), refused.code());
      case SubmissionMovedIn moved ->
          new Meaning(Meaning.RECORDED, "submission moved here: " + moved.accession(), null);
      case SubmissionSuperseded superseded ->
          new Meaning(
              Meaning.RECORDED,
              "submission superseded: " + superseded.accession(),
              superseded.reason().code());
      case SubmissionWithdrawn withdrawn ->
          new Meaning(
              Meaning.RECORDED,
              "submission withdrawn: " + withdrawn.accession(),
              withdrawn.reason().code());
    };
  }

  static Meaning of(VaultEvent event) {
    return switch (event) {
      case FileResealed resealed ->
          new Meaning(Meaning.RECORDED, "file sealed anew: " + resealed.accession(), null)
              .by(resealed.decision());
    };
  }

  static Meaning of(FamilyStudyEvent event, int part) {
    return switch (event) {
      case FamilyStudyReported reported ->
          new Meaning(Meaning.RECORDED, "family study reported: " + reported.study(), null)
              .of(List.of(DataClass.KINSHIP))
              .by(reported.decisions().get(part));
    };
  }
}
