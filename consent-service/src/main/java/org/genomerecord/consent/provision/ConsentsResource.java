package org.genomerecord.consent.provision;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.genomerecord.consent.enrolment.Patients;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.ConsentEvent;
import org.genomerecord.record.event.ConsentEvent.ConsentGranted;
import org.genomerecord.record.event.ConsentEvent.ConsentWithdrawn;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.PatientEvent;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.store.Criterion;
import org.genomerecord.record.store.LogReader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Patients, and who acts for them, grant, look at and withdraw consents.
@Path("/patients/{patient}/consents")
@RunOnVirtualThread
@RolesAllowed(Roles.PATIENT)
public class ConsentsResource {
  private static final EventTypes<PatientEvent> TYPES = EventTypes.of(PatientEvent.class);

  private final Caller caller;
  private final Commands commands;
  private final Patients patients;
  private final LogReader log;

  ConsentsResource(Caller caller, Commands commands, Patients patients, LogReader log) {
    this.caller = caller;
    this.commands = commands;
    this.patients = patients;
    this.log = log;
  }

  record Grant(@JsonProperty(required = true) @Nullable AskedProvision provision) {}

  record Granted(ConsentId consent, long position) {}

  record Withdrawn(@Nullable Long position) {}

  /// @param withdrawnAt null: in force, as far as its period goes
  record Consent(
      ConsentId consent, Provision provision, Instant grantedAt, @Nullable Instant withdrawnAt) {}

  @POST
  public RestResponse<Granted> grant(Pseudonym patient, @Nullable Grant grant) {
    var attribution = caller.attribution();
    var proxy = patients.requireOwnOrProxy(patient, caller.account(), attribution.at());
    var consent = new ConsentId(UUID.randomUUID().toString());
    var event =
        commands.send(
            new GrantConsent(
                patient,
                consent,
                provision(grant, attribution.at()),
                proxy.orElse(null),
                attribution));
    if (event == null) {
      throw new IllegalStateException("a new consent is always recorded");
    }
    return RestResponse.status(
        RestResponse.Status.CREATED, new Granted(consent, Awaiting.result(log.positionOf(event))));
  }

  private static Provision provision(@Nullable Grant grant, Instant now) {
    if (grant == null || grant.provision() == null) {
      throw new Refusal(Category.INCORRECT, "provision-incomplete", "a consent has a provision");
    }
    return grant.provision().toProvision(now);
  }

  @GET
  public List<Consent> list(Pseudonym patient) {
    var _ = patients.requireOwnOrProxy(patient, caller.account(), Caller.now());
    var events =
        Awaiting.result(
                log.matching(List.of(new Criterion(Set.of("consents-of:" + patient), Set.of())), 0))
            .events()
            .stream()
            .map(stored ->
                TYPES.read(
                    stored.envelope().type(),
                    stored.envelope().version(),
                    stored.envelope().payload()))
            .filter(ConsentEvent.class::isInstance)
            .map(ConsentEvent.class::cast)
            .toList();
    return events.stream()
        .filter(ConsentGranted.class::isInstance)
        .map(ConsentGranted.class::cast)
        .map(granted ->
            new Consent(
                granted.consent(),
                granted.provision(),
                granted.grantedAt(),
                withdrawnAt(events, granted.consent())))
        .sorted(Comparator.comparing(Consent::grantedAt))
        .toList();
  }

  private static @Nullable Instant withdrawnAt(List<ConsentEvent> events, ConsentId consent) {
    return events.stream()
        .filter(ConsentWithdrawn.class::isInstance)
        .map(ConsentWithdrawn.class::cast)
        .filter(withdrawn -> withdrawn.consent().equals(consent))
        .map(ConsentWithdrawn::withdrawnAt)
        .findFirst()
        .orElse(null);
  }

  /// Once this is answered, no decision rests on the consent any more.
  @DELETE
  @Path("/{consent}")
  public Withdrawn withdraw(Pseudonym patient, ConsentId consent) {
    var attribution = caller.attribution();
    var proxy = patients.requireOwnOrProxy(patient, caller.account(), attribution.at());
    var event =
        commands.send(new WithdrawConsent(patient, consent, proxy.orElse(null), attribution));
    return new Withdrawn(event == null ? null : Awaiting.result(log.positionOf(event)));
  }
}
