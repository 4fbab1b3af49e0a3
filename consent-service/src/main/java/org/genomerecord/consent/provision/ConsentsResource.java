package org.genomerecord.consent.provision;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.Wording;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.store.LogReader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Patients, and who acts for them, grant, look at and withdraw consents.
@Path("/patients/{patient}/consents")
@RunOnVirtualThread
@RolesAllowed(Roles.PATIENT)
public class ConsentsResource {
  private final Caller caller;
  private final Commands commands;
  private final OwnOrProxy ownOrProxy;
  private final Consents consents;
  private final LogReader log;

  ConsentsResource(
      Caller caller, Commands commands, OwnOrProxy ownOrProxy, Consents consents, LogReader log) {
    this.caller = caller;
    this.commands = commands;
    this.ownOrProxy = ownOrProxy;
    this.consents = consents;
    this.log = log;
  }

  /// Either a provision, or a template with what it asks for.
  ///
  /// @param template its name, with the version that the patient was shown
  /// @param replaces the consent in force that this one is to stand in place of
  record Grant(
      @Nullable AskedProvision provision,
      @Nullable String template,
      @Nullable Integer version,
      @Nullable List<String> organisations,
      @Nullable List<String> persons,
      @Nullable String until,
      @Nullable ConsentId replaces) {
    Chosen chosen(Instant now) {
      if (template != null && provision == null) {
        var found = Templates.find(template, version);
        var filled = new Template.Filled(organisations, persons, until);
        return new Chosen(Templates.fill(found, filled).toProvision(now), found.wording());
      }
      if (provision == null || template != null) {
        throw new Refusal(
            Category.INCORRECT,
            "provision-incomplete",
            "a consent has a provision, or the name of a template");
      }
      if (version != null || organisations != null || persons != null || until != null) {
        throw new Refusal(
            Category.INCORRECT,
            "template-filling",
            "version, organisations, persons and until are for a template");
      }
      return new Chosen(provision.toProvision(now), null);
    }
  }

  record Chosen(Provision provision, @Nullable Wording wording) {}

  record Granted(ConsentId consent, long position) {}

  record Withdrawn(@Nullable Long position) {}

  @POST
  public RestResponse<Granted> grant(Pseudonym patient, @Nullable Grant grant) {
    var attribution = caller.attribution();
    var proxy = ownOrProxy.require(patient, attribution.at()).orElse(null);
    if (grant == null) {
      throw new Refusal(Category.INCORRECT, "provision-incomplete", "a consent has a provision");
    }
    var chosen = grant.chosen(attribution.at());
    var consent = new ConsentId(UUID.randomUUID().toString());
    var event =
        commands.send(
            new GrantConsent(
                patient,
                consent,
                chosen.provision(),
                chosen.wording(),
                grant.replaces(),
                ProxyView.account(proxy),
                grant.replaces() == null ? Set.of() : consents.unseen(patient, proxy),
                attribution));
    if (event == null) {
      throw new IllegalStateException("a new consent is always recorded");
    }
    return RestResponse.status(
        RestResponse.Status.CREATED, new Granted(consent, Awaiting.result(log.positionOf(event))));
  }

  @GET
  public List<Consents.Consent> list(Pseudonym patient) {
    var proxy = ownOrProxy.require(patient, Caller.now());
    return consents.seen(patient, proxy.orElse(null));
  }

  /// Once this is answered, no decision rests on the consent any more.
  @DELETE
  @Path("/{consent}")
  public Withdrawn withdraw(Pseudonym patient, ConsentId consent) {
    var attribution = caller.attribution();
    var proxy = ownOrProxy.require(patient, attribution.at()).orElse(null);
    var event =
        commands.send(
            new WithdrawConsent(
                patient,
                consent,
                ProxyView.account(proxy),
                consents.unseen(patient, proxy),
                attribution));
    return new Withdrawn(event == null ? null : Awaiting.result(log.positionOf(event)));
  }
}
