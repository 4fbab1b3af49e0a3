package org.genomerecord.ingestion.laboratory;

import java.time.Instant;
import java.util.List;
import org.genomerecord.record.event.LaboratoryEvent;
import org.genomerecord.record.event.LaboratoryEvent.LaboratoryOnboarded;
import org.genomerecord.record.event.LaboratoryEvent.LaboratoryReinstated;
import org.genomerecord.record.event.LaboratoryEvent.LaboratorySuspended;
import org.genomerecord.record.event.LaboratoryEvent.LaboratoryTermsChanged;
import org.genomerecord.record.event.LaboratoryEvent.WebhookSecretRotated;
import org.genomerecord.record.event.LaboratoryEvent.WebhookSubscribed;
import org.genomerecord.record.event.LaboratoryEvent.WebhookUnsubscribed;
import org.genomerecord.record.event.LaboratoryTerms;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/// One partner laboratory. Pure.
public sealed interface Laboratory {

  /// No operator let it in.
  record Unknown() implements Laboratory {}

  /// @param suspended why nothing is taken from it; null: it may submit
  record Onboarded(String name, LaboratoryTerms terms, @Nullable String suspended, Webhook webhook)
      implements Laboratory {

    private Onboarded with(Webhook changed) {
      return new Onboarded(name, terms, suspended, changed);
    }
  }

  /// Where it is told what becomes of its submissions.
  ///
  /// @param url null: nowhere
  /// @param generation of the secret that signs; 0: there was none yet
  /// @param formerUntil when the secret before it signs no more; null: it does not
  record Webhook(@Nullable String url, int generation, @Nullable Instant formerUntil) {
    static final Webhook NONE = new Webhook(null, 0, null);
  }

  static Laboratory initial() {
    return new Unknown();
  }

  default Laboratory evolve(LaboratoryEvent event) {
    return switch (event) {
      case LaboratoryOnboarded onboarded ->
          new Onboarded(onboarded.name(), onboarded.terms(), null, Webhook.NONE);
      case LaboratoryTermsChanged changed ->
          new Onboarded(changed.name(), changed.terms(), known().suspended(), known().webhook());
      case LaboratorySuspended suspended ->
          new Onboarded(known().name(), known().terms(), suspended.reason(), known().webhook());
      case LaboratoryReinstated _ ->
          new Onboarded(known().name(), known().terms(), null, known().webhook());
      case WebhookSubscribed subscribed -> {
        var before = known().webhook();
        var formerUntil =
            subscribed.generation() == before.generation() ? before.formerUntil() : null;
        yield known().with(new Webhook(subscribed.url(), subscribed.generation(), formerUntil));
      }
      case WebhookUnsubscribed _ ->
          known().with(new Webhook(null, known().webhook().generation(), null));
      case WebhookSecretRotated rotated ->
          known()
              .with(
                  new Webhook(
                      known().webhook().url(), rotated.generation(), rotated.formerUntil()));
    };
  }

  private Onboarded known() {
    return switch (this) {
      case Onboarded onboarded -> onboarded;
      case Unknown() -> throw new IllegalStateException("a change of a laboratory that is unknown");
    };
  }

  /// What wants nothing new changes nothing.
  ///
  /// @throws Refusal not-found, if it was never onboarded; conflict, if there is no webhook to
  ///   rotate the secret of, or a rotation is not over
  default List<LaboratoryEvent> decide(ChangeLaboratory command) {
    var laboratory = command.laboratory();
    var at = command.attribution().at();
    return switch (this) {
      case Unknown() -> {
        if (!(command.change() instanceof LaboratoryChange.Keep(var name, var terms))) {
          throw new Refusal(
              Category.NOT_FOUND, "laboratory-unknown", "no such laboratory is onboarded");
        }
        yield List.of(new LaboratoryOnboarded(laboratory, name, terms, at));
      }
      case Onboarded now ->
          switch (command.change()) {
            case LaboratoryChange.Keep(var name, var terms) ->
                name.equals(now.name()) && terms.equals(now.terms())
                    ? List.of()
                    : List.of(new LaboratoryTermsChanged(laboratory, name, terms, at));
            case LaboratoryChange.Suspend(var reason) ->
                reason.equals(now.suspended())
                    ? List.of()
                    : List.of(new LaboratorySuspended(laboratory, reason, at));
            case LaboratoryChange.Reinstate() ->
                now.suspended() == null
                    ? List.of()
                    : List.of(new LaboratoryReinstated(laboratory, at));
            case LaboratoryChange.Subscribe(var url) -> subscribe(now.webhook(), url, command);
            case LaboratoryChange.Unsubscribe() ->
                now.webhook().url() == null
                    ? List.of()
                    : List.of(new WebhookUnsubscribed(laboratory, at));
            case LaboratoryChange.RotateSecret rotation ->
                List.of(rotated(now.webhook(), rotation, command));
          };
    };
  }

  /// Another address keeps the secret; after an end there is a new one.
  private static List<LaboratoryEvent> subscribe(
      Webhook webhook, String url, ChangeLaboratory command) {
    if (url.equals(webhook.url())) {
      return List.of();
    }
    int generation = webhook.url() == null ? webhook.generation() + 1 : webhook.generation();
    return List.of(
        new WebhookSubscribed(command.laboratory(), url, generation, command.attribution().at()));
  }

  /// Two secrets sign at most: one who still knows the first would not know either of the next two.
  private static WebhookSecretRotated rotated(
      Webhook webhook, LaboratoryChange.RotateSecret rotation, ChangeLaboratory command) {
    var at = command.attribution().at();
    if (webhook.url() == null) {
      throw new Refusal(Category.CONFLICT, "webhook-none", "the laboratory has no webhook");
    }
    if (!rotation.overlap().isZero()
        && webhook.formerUntil() != null
        && at.isBefore(webhook.formerUntil())) {
      throw new Refusal(
          Category.CONFLICT,
          "webhook-rotation-running",
          "two secrets sign until " + webhook.formerUntil() + "; without overlap it may be now");
    }
    return new WebhookSecretRotated(
        command.laboratory(), webhook.generation() + 1, at.plus(rotation.overlap()), at);
  }
}
