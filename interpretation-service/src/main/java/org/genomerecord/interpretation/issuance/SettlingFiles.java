package org.genomerecord.interpretation.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.genomerecord.record.event.AccessionEvent.ExpressionPanelAccepted;
import org.genomerecord.record.event.AccessionEvent.FileAccepted;
import org.genomerecord.record.event.AccessionEvent.OutsideCallsAccepted;
import org.genomerecord.record.event.AccessionEvent.SubmissionWithdrawn;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.InterpretationEvent.Reason;
import org.genomerecord.record.sourcing.Attribution;

/// Has interpreted, corrected and withdrawn what laboratories submit, correct and withdraw. Each
/// may be done twice. Blocks.
@ApplicationScoped
class SettlingFiles {
  /// What a tumour carries tells neither the patient's own alleles nor how drugs are broken down.
  static final String OF_TUMOUR = "tumour-not-interpreted";

  private final CallSetInterpretation interpretation;
  private final AcceptedFiles files;
  private final ChangedFiles changed;

  SettlingFiles(CallSetInterpretation interpretation, AcceptedFiles files, ChangedFiles changed) {
    this.interpretation = interpretation;
    this.files = files;
    this.changed = changed;
  }

  /// It is noted at once: what comes next in the same delivery may correct or withdraw it, and
  /// whoever looks from here on takes it into account. What is noted does not tell what is still to
  /// be done, so that doing it again after a failure is doing all of it.
  ///
  /// Nothing interprets expression: a panel is noted for what will, without a decision or a word.
  void settle(FileAccepted accepted, UUID event, Attribution attribution) {
    if (accepted instanceof ExpressionPanelAccepted) {
      files.note(accepted, event);
      return;
    }
    if (accepted.collected() == DataClass.TUMOUR) {
      interpretation.decline(accepted, OF_TUMOUR, attribution);
      files.note(accepted, event);
      return;
    }
    var known = files.known(accepted.callSet(), event);
    if (known.isWithdrawn()) {
      return; // Delivered again, after its laboratory took it back.
    }
    var outside = files.of(accepted.patient()).outside();
    if (known.isCorrection()) {
      correct(accepted, outside, attribution);
    } else {
      interpretation.settle(accepted, outside, false, attribution);
    }
    files.note(accepted, event);
    if (known.isCorrection()) {
      if (accepted instanceof OutsideCallsAccepted || known.wasOutside()) {
        changed.lookAgain(accepted.patient(), Reason.RESULT_CORRECTED, attribution);
      }
    } else if (accepted instanceof OutsideCallsAccepted calls && calls.calls() > 0) {
      changed.lookAgain(calls.patient(), Reason.OUTSIDE_CALLS, attribution);
    }
  }

  /// What is noted is the file of before, until what was issued says what the correction says.
  private void correct(
      FileAccepted correction, List<OutsideCallsAccepted> outside, Attribution attribution) {
    var others =
        outside.stream().filter(one -> !one.callSet().equals(correction.callSet())).toList();
    switch (changed.correct(correction, others, attribution)) {
      case LOOKED_AT -> {}
      case NOTHING_IN_FORCE -> interpretation.settle(correction, others, true, attribution);
      case NOT_INTERPRETED -> interpretation.withdraw(correction, attribution);
    }
  }

  /// Whoever looks from here on takes it into account no more.
  void settle(SubmissionWithdrawn withdrawn, Attribution attribution) {
    var file = files.withdraw(withdrawn.callSet());
    if (file.wasExpression()) {
      return; // Nothing of it was interpreted, and no reader of reports is told of it.
    }
    interpretation.withdraw(withdrawn, attribution);
    if (file.wasOutside()) {
      changed.lookAgain(withdrawn.patient(), Reason.RESULT_WITHDRAWN, attribution);
    }
  }
}
