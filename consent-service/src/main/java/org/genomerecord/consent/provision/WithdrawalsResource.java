package org.genomerecord.consent.provision;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.store.LogReader;
import org.jspecify.annotations.Nullable;

/// Patients, and who acts for them, withdraw from something as a whole: see docs/consent.md for
/// what each tier does and does not.
@Path("/patients/{patient}/withdrawals")
@RunOnVirtualThread
@RolesAllowed(Roles.PATIENT)
public class WithdrawalsResource {
  private final Caller caller;
  private final Commands commands;
  private final OwnOrProxy ownOrProxy;
  private final Consents consents;
  private final LogReader log;

  WithdrawalsResource(
      Caller caller, Commands commands, OwnOrProxy ownOrProxy, Consents consents, LogReader log) {
    this.caller = caller;
    this.commands = commands;
    this.ownOrProxy = ownOrProxy;
    this.consents = consents;
    this.log = log;
  }

  /// @param tier `use` or `contact`
  record Wanted(@Nullable String tier) {}

  /// @param withdrawn consents that are no longer in force
  /// @param denied consents that deny, granted by it
  /// @param position absent: there was nothing left to do
  record Withdrawal(
      String tier, List<ConsentId> withdrawn, List<ConsentId> denied, @Nullable Long position) {}

  /// Once this is answered, no decision rests on what was withdrawn.
  @POST
  public Withdrawal withdraw(Pseudonym patient, @Nullable Wanted wanted) {
    var attribution = caller.attribution();
    var proxy = ownOrProxy.require(patient, attribution.at()).orElse(null);
    var tier = wanted == null || wanted.tier() == null ? "" : wanted.tier();
    var command =
        new WithdrawTier(
            patient, tier(tier), UUID.randomUUID(), ProxyView.account(proxy), attribution);
    var done =
        Objects.requireNonNull(commands.send(command, TierWithdrawn.class))
            .without(consents.unseen(patient, proxy));
    var event = done.event();
    return new Withdrawal(
        tier,
        done.withdrawn(),
        done.denied(),
        event == null ? null : Awaiting.result(log.positionOf(event)));
  }

  private static Tier tier(String code) {
    return switch (code) {
      case "use" -> Tier.USE;
      case "contact" -> Tier.CONTACT;
      case "erase" ->
          throw new Refusal(
              Category.INCORRECT,
              "tier-erase",
              "erasure cannot be undone and is asked for by itself: POST /patients/{patient}/erasure");
      default ->
          throw new Refusal(
              Category.INCORRECT,
              "tier-unknown",
              "a tier is use or contact; one consent is withdrawn by itself");
    };
  }
}
