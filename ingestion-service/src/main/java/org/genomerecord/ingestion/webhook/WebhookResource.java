package org.genomerecord.ingestion.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import org.genomerecord.ingestion.laboratory.ChangeLaboratory;
import org.genomerecord.ingestion.laboratory.Laboratories;
import org.genomerecord.ingestion.laboratory.Laboratory;
import org.genomerecord.ingestion.laboratory.LaboratoryChange;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.LaboratoryId;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.Commands;
import org.jspecify.annotations.Nullable;

/// An operator says where a laboratory is told, and hands it the secret.
@Path("/services/ingestion-service/laboratories/{laboratory}/webhook")
@RunOnVirtualThread
@RolesAllowed(Roles.OPERATOR)
public class WebhookResource {
  private static final int OVERLAP_HOURS = 24;
  private static final int OVERLAP_HOURS_MAX = 168;

  private final Caller caller;
  private final Commands commands;
  private final Laboratories laboratories;
  private final WebhookSecrets secrets;
  private final WebhookLimits limits;

  WebhookResource(
      Caller caller,
      Commands commands,
      Laboratories laboratories,
      WebhookSecrets secrets,
      WebhookLimits limits) {
    this.caller = caller;
    this.commands = commands;
    this.laboratories = laboratories;
    this.secrets = secrets;
    this.limits = limits;
  }

  record Subscription(@Nullable String url) {}

  /// @param overlapHours null: 24
  record Rotation(@Nullable Integer overlapHours) {}

  /// @param secret null: the one in use goes on
  /// @param formerSecretUntil when the one before it signs no more
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Subscribed(
      LaboratoryId laboratory,
      @Nullable String url,
      @Nullable String secret,
      @Nullable Instant formerSecretUntil) {
    /// The secret is for who asked for it alone.
    @Override
    public String toString() {
      return "Subscribed[" + laboratory + "]";
    }
  }

  /// Tells it at an address from here on. A new secret is answered once, and never again.
  @PUT
  public Subscribed subscribe(LaboratoryId laboratory, @Nullable Subscription subscription) {
    secrets.require();
    var url =
        WebhookUrl.parse(
            subscription == null ? null : subscription.url(), limits.privateAddresses());
    var before = laboratories.onboarded(laboratory).webhook();
    var after = change(laboratory, new LaboratoryChange.Subscribe(url.toString()));
    return answer(laboratory, after, after.generation() != before.generation());
  }

  @DELETE
  public Subscribed unsubscribe(LaboratoryId laboratory) {
    return answer(laboratory, change(laboratory, new LaboratoryChange.Unsubscribe()), false);
  }

  /// Signs with a new secret, and for some hours with the former one, too.
  @POST
  @Path("/secret")
  public Subscribed rotate(LaboratoryId laboratory, @Nullable Rotation rotation) {
    secrets.require();
    var asked = rotation == null ? null : rotation.overlapHours();
    int hours = asked == null ? OVERLAP_HOURS : asked;
    if (hours < 0 || hours > OVERLAP_HOURS_MAX) {
      throw new Refusal(Category.INCORRECT, "overlap-hours", "overlapHours is 0 to 168");
    }
    var change = new LaboratoryChange.RotateSecret(Duration.ofHours(hours));
    return answer(laboratory, change(laboratory, change), true);
  }

  private Laboratory.Webhook change(LaboratoryId laboratory, LaboratoryChange change) {
    commands.send(new ChangeLaboratory(laboratory, change, caller.attribution()));
    return laboratories.onboarded(laboratory).webhook();
  }

  private Subscribed answer(LaboratoryId laboratory, Laboratory.Webhook webhook, boolean isNew) {
    return new Subscribed(
        laboratory,
        webhook.url(),
        isNew ? secrets.written(laboratory, webhook.generation()) : null,
        webhook.formerUntil());
  }
}
