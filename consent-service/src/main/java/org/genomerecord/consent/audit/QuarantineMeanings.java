package org.genomerecord.consent.audit;

import org.genomerecord.record.event.QuarantineEvent;
import org.genomerecord.record.event.QuarantineEvent.QuarantineDiscarded;
import org.genomerecord.record.event.QuarantineEvent.QuarantineExpired;
import org.genomerecord.record.event.QuarantineEvent.QuarantineReleased;
import org.genomerecord.record.event.QuarantineEvent.SubmissionQuarantined;
import org.genomerecord.record.event.QuarantineKeyEvent;
import org.genomerecord.record.event.QuarantineKeyEvent.QuarantineKeyDestroyed;
import org.genomerecord.record.event.QuarantineKeyEvent.QuarantineKeyMade;
import org.genomerecord.record.event.QuarantineKeyEvent.QuarantineKeyReleased;
import org.jspecify.annotations.Nullable;

/// What the events about quarantined files and their keys mean in the audit trail. Pure.
final class QuarantineMeanings {
  private QuarantineMeanings() {}

  static Meaning of(QuarantineEvent event) {
    return switch (event) {
      case SubmissionQuarantined quarantined ->
          recorded("submission quarantined", event, quarantined.reason())
              .by(quarantined.decision());
      case QuarantineReleased released ->
          recorded("quarantine released", event, released.reason()).by(released.permit());
      case QuarantineDiscarded discarded ->
          recorded("quarantine discarded", event, discarded.reason()).by(discarded.decision());
      case QuarantineExpired expired ->
          recorded("quarantine expired", event, null).by(expired.decision());
    };
  }

  static Meaning of(QuarantineKeyEvent event) {
    return switch (event) {
      case QuarantineKeyMade made -> recorded("quarantine key made", made);
      case QuarantineKeyReleased released -> recorded("quarantine key released", released);
      case QuarantineKeyDestroyed destroyed -> recorded("quarantine key destroyed", destroyed);
    };
  }

  private static Meaning recorded(String what, QuarantineEvent event, @Nullable String reason) {
    return new Meaning(Meaning.RECORDED, what + ": " + event.quarantined(), reason);
  }

  private static Meaning recorded(String what, QuarantineKeyEvent event) {
    return new Meaning(Meaning.RECORDED, what + ": " + event.decision(), null);
  }
}
