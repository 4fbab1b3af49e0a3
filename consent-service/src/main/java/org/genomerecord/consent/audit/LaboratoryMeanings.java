package org.genomerecord.consent.audit;

import org.genomerecord.record.event.LaboratoryEvent;
import org.genomerecord.record.event.LaboratoryEvent.LaboratoryOnboarded;
import org.genomerecord.record.event.LaboratoryEvent.LaboratoryReinstated;
import org.genomerecord.record.event.LaboratoryEvent.LaboratorySuspended;
import org.genomerecord.record.event.LaboratoryEvent.LaboratoryTermsChanged;
import org.genomerecord.record.event.LaboratoryEvent.WebhookSecretRotated;
import org.genomerecord.record.event.LaboratoryEvent.WebhookSubscribed;
import org.genomerecord.record.event.LaboratoryEvent.WebhookUnsubscribed;

/// What the events about laboratories mean in the audit trail. Pure.
final class LaboratoryMeanings {
  private LaboratoryMeanings() {}

  static Meaning of(LaboratoryEvent event) {
    return switch (event) {
      case LaboratoryOnboarded onboarded -> recorded("laboratory onboarded", onboarded);
      case LaboratoryTermsChanged changed -> recorded("laboratory terms changed", changed);
      case LaboratorySuspended suspended ->
          new Meaning(
              Meaning.RECORDED,
              "laboratory suspended: " + suspended.laboratory(),
              suspended.reason());
      case LaboratoryReinstated reinstated -> recorded("laboratory reinstated", reinstated);
      case WebhookSubscribed subscribed -> recorded("webhook subscribed", subscribed);
      case WebhookUnsubscribed unsubscribed -> recorded("webhook unsubscribed", unsubscribed);
      case WebhookSecretRotated rotated -> recorded("webhook secret rotated", rotated);
    };
  }

  private static Meaning recorded(String what, LaboratoryEvent event) {
    return new Meaning(Meaning.RECORDED, what + ": " + event.laboratory(), null);
  }
}
