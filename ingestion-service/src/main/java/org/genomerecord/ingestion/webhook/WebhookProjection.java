package org.genomerecord.ingestion.webhook;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.AccessionEvent;
import org.genomerecord.record.event.AccessionEvent.FileAccepted;
import org.genomerecord.record.event.AccessionEvent.SubmissionMovedIn;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionEvent.SubmissionRefused;
import org.genomerecord.record.event.AccessionEvent.SubmissionSuperseded;
import org.genomerecord.record.event.AccessionEvent.SubmissionWithdrawn;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.LaboratoryEvent;
import org.genomerecord.record.event.LaboratoryEvent.LaboratoryOnboarded;
import org.genomerecord.record.event.LaboratoryEvent.LaboratoryReinstated;
import org.genomerecord.record.event.LaboratoryEvent.LaboratorySuspended;
import org.genomerecord.record.event.LaboratoryEvent.LaboratoryTermsChanged;
import org.genomerecord.record.event.LaboratoryEvent.WebhookSecretRotated;
import org.genomerecord.record.event.LaboratoryEvent.WebhookSubscribed;
import org.genomerecord.record.event.LaboratoryEvent.WebhookUnsubscribed;
import org.genomerecord.record.event.LaboratoryId;
import org.genomerecord.record.event.QuarantineEvent;
import org.genomerecord.record.event.QuarantineEvent.QuarantineDiscarded;
import org.genomerecord.record.event.QuarantineEvent.QuarantineExpired;
import org.genomerecord.record.event.QuarantineEvent.QuarantineReleased;
import org.genomerecord.record.event.QuarantineEvent.SubmissionQuarantined;
import org.genomerecord.record.relay.Projection;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.store.StoredEvent;

/// Notes what is to be told to whom, in the order of the log.
///
/// What was told is no read model: a rebuild makes the subscriptions anew, and finds each delivery
/// where it is.
@ApplicationScoped
public class WebhookProjection implements Projection {
  private static final EventTypes<AccessionEvent> ACCESSIONS = EventTypes.of(AccessionEvent.class);
  private static final EventTypes<LaboratoryEvent> LABORATORIES =
      EventTypes.of(LaboratoryEvent.class);

  private static final EventTypes<QuarantineEvent> QUARANTINES =
      EventTypes.of(QuarantineEvent.class);
  private static final String QUARANTINED = "quarantined";

  private final Duration retention;

  WebhookProjection(WebhookLimits limits) {
    this.retention = Duration.ofDays(limits.retentionDays());
  }

  @Override
  public String name() {
    return "webhook-subscriptions";
  }

  @Override
  public List<String> tables() {
    return List.of("webhook_subscription");
  }

  @Override
  public Uni<Void> apply(StoredEvent stored) {
    var envelope = stored.envelope();
    if (ACCESSIONS.knows(envelope.type())) {
      var event = ACCESSIONS.read(envelope.type(), envelope.version(), envelope.payload());
      return switch (event) {
        case SubmissionReceived received ->
            told(stored, received.lab(), received.accession(), "received", received.receivedAt());
        case FileAccepted accepted ->
            told(stored, accepted.lab(), accepted.accession(), "accepted", accepted.acceptedAt());
        case SubmissionRefused refused ->
            told(stored, refused.lab(), refused.accession(), "refused", refused.refusedAt());
        case SubmissionMovedIn _ -> Uni.createFrom().voidItem(); // That it was received is told.
        case SubmissionSuperseded superseded ->
            told(
                stored,
                superseded.lab(),
                superseded.accession(),
                "amended",
                superseded.supersededAt());
        case SubmissionWithdrawn withdrawn ->
            told(
                stored,
                withdrawn.lab(),
                withdrawn.accession(),
                "withdrawn",
                withdrawn.withdrawnAt());
      };
    }
    if (QUARANTINES.knows(envelope.type())) {
      var event = QUARANTINES.read(envelope.type(), envelope.version(), envelope.payload());
      var lab = event.quarantine().value();
      return switch (event) {
        case SubmissionQuarantined file ->
            told(stored, lab, file.quarantined(), QUARANTINED, file.quarantinedAt());
        case QuarantineReleased _ -> Uni.createFrom().voidItem(); // Told as received.
        case QuarantineDiscarded discarded ->
            discarded.reason().equals("resubmitted")
                ? Uni.createFrom().voidItem() // What came after it is told by itself.
                : told(stored, lab, discarded.quarantined(), "refused", discarded.discardedAt());
        case QuarantineExpired expired ->
            told(stored, lab, expired.quarantined(), "refused", expired.expiredAt());
      };
    }
    if (LABORATORIES.knows(envelope.type())) {
      var event = LABORATORIES.read(envelope.type(), envelope.version(), envelope.payload());
      return switch (event) {
        case WebhookSubscribed subscribed -> subscribed(subscribed);
        case WebhookSecretRotated rotated -> rotated(rotated);
        case WebhookUnsubscribed unsubscribed ->
            unsubscribed(unsubscribed.laboratory(), stored.position());
        case LaboratoryOnboarded _,
            LaboratoryTermsChanged _,
            LaboratorySuspended _,
            LaboratoryReinstated _ ->
            Uni.createFrom().voidItem();
      };
    }
    return Uni.createFrom().voidItem(); // Laboratories are told of nothing else.
  }

  private Uni<Void> told(
      StoredEvent stored, String lab, AccessionId accession, String what, Instant at) {
    if (at.isBefore(Caller.now().minus(retention))) {
      return Uni.createFrom().voidItem();
    }
    var id = stored.envelope().id();
    return WebhookSubscription.<WebhookSubscription>findById(lab)
        .chain(subscription ->
            subscription == null
                ? Uni.createFrom().voidItem()
                : WebhookDelivery.<WebhookDelivery>findById(id)
                    .chain(there ->
                        there != null
                            ? Uni.createFrom().voidItem()
                            : submission(stored, accession, what)
                                .chain(submission -> {
                                  var row = new WebhookDelivery();
                                  row.delivery = id;
                                  row.laboratory = lab;
                                  row.accession = accession.value();
                                  row.submission = submission.orElse(null);
                                  row.event = what;
                                  row.occurredAt = at;
                                  row.logPosition = stored.position();
                                  row.status = WebhookDelivery.WAITING;
                                  row.nextAttemptAt = Caller.now();
                                  return row.<WebhookDelivery>persist().replaceWithVoid();
                                })));
  }

  private static Uni<Optional<UUID>> submission(
      StoredEvent stored, AccessionId accession, String what) {
    return what.equals("received") || what.equals(QUARANTINED)
        ? Uni.createFrom().item(Optional.of(stored.envelope().id()))
        : WebhookDelivery.lastOf(accession.value(), stored.position())
            .map(last -> last == null ? Optional.empty() : Optional.ofNullable(last.submission));
  }

  private static Uni<Void> subscribed(WebhookSubscribed subscribed) {
    return WebhookSubscription.<WebhookSubscription>findById(subscribed.laboratory().value())
        .chain(found -> {
          var row = found == null ? new WebhookSubscription() : found;
          row.laboratory = subscribed.laboratory().value();
          row.url = subscribed.url();
          row.generation = subscribed.generation();
          return row.<WebhookSubscription>persist();
        })
        .replaceWithVoid();
  }

  private static Uni<Void> rotated(WebhookSecretRotated rotated) {
    return WebhookSubscription.<WebhookSubscription>findById(rotated.laboratory().value())
        .onItem()
        .ifNull()
        .failWith(() -> new IllegalStateException("a rotation without a webhook"))
        .invoke(row -> {
          row.generation = rotated.generation();
          row.formerUntil = rotated.formerUntil();
        })
        .replaceWithVoid();
  }

  /// What waits is told to nobody any more.
  private static Uni<Void> unsubscribed(LaboratoryId laboratory, long position) {
    return WebhookSubscription.deleteById(laboratory.value())
        .chain(() -> Panache.getSession())
        .chain(session ->
            session
                .flush()
                .chain(() ->
                    session
                        .createNativeQuery(
                            "UPDATE webhook_delivery SET status = 'dead', settled_at = now(),"
                                + " next_attempt_at = NULL, failure = 'unsubscribed'"
                                + " WHERE laboratory = ?1 AND status = 'waiting' AND position < ?2")
                        .setParameter(1, laboratory.value())
                        .setParameter(2, position)
                        .executeUpdate()))
        .replaceWithVoid();
  }
}
