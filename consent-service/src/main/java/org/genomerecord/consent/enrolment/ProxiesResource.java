package org.genomerecord.consent.enrolment;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.consent.key.SubjectKeys;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.ProxyEvent;
import org.genomerecord.record.event.ProxyEvent.ProxyAppointed;
import org.genomerecord.record.event.ProxyId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.store.LogReader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Who acts for a patient: clinicians appoint the guardians of minors, patients their own
/// representatives.
@Path("/patients/{patient}/proxies")
@RunOnVirtualThread
@RolesAllowed({Roles.CLINICIAN, Roles.PATIENT})
public class ProxiesResource {
  private final Caller caller;
  private final Commands commands;
  private final Patients patients;
  private final SubjectKeys keys;
  private final LogReader log;
  private final RecordedLooks looks;
  private final int yearsMax;

  /// @param yearsMax from an appointment to its end
  ProxiesResource(
      Caller caller,
      Commands commands,
      Patients patients,
      SubjectKeys keys,
      LogReader log,
      RecordedLooks looks,
      @ConfigProperty(name = "genome.proxy-years-max", defaultValue = "18") int yearsMax) {
    this.caller = caller;
    this.commands = commands;
    this.patients = patients;
    this.keys = keys;
    this.log = log;
    this.looks = looks;
    this.yearsMax = yearsMax;
  }

  /// @param account OpenID Connect `sub` of the proxy's own account
  /// @param privateFrom for a guardian: when the patient comes of an age to have things private
  /// @param until exclusive; for a guardian the day that the patient is of age
  record Appoint(
      ProxyEvent.@Nullable Kind kind,
      @Nullable String account,
      @Nullable Instant privateFrom,
      @Nullable Instant until) {
    @Override
    public String toString() {
      return "Appoint[…]";
    }
  }

  record Appointed(ProxyId proxy, long position) {}

  record Ended(long position) {}

  record Proxy(ProxyId proxy, ProxyEvent.Kind kind, @Nullable Instant privateFrom, Instant until) {}

  @POST
  public RestResponse<Appointed> appoint(Pseudonym patient, @Nullable Appoint appoint) {
    requireOwnIfPatient(patient);
    if (appoint == null
        || appoint.kind() == null
        || appoint.account() == null
        || appoint.account().isBlank()
        || appoint.until() == null) {
      throw new Refusal(
          Category.INCORRECT, "proxy-incomplete", "kind, account and until are needed");
    }
    boolean guardian = appoint.kind() == ProxyEvent.Kind.GUARDIAN;
    if (guardian == isPatient()) {
      throw new Refusal(
          Category.FORBIDDEN,
          "proxy-kind",
          "clinicians appoint guardians, patients their representatives");
    }
    if (!guardian && appoint.privateFrom() != null) {
      throw new Refusal(
          Category.INCORRECT, "private-from", "nothing is hidden from a representative by age");
    }
    var proxy = new ProxyId(UUID.randomUUID().toString());
    var by = caller.attribution();
    var event =
        Objects.requireNonNull(
            commands.send(
                new AppointProxy(
                    patient,
                    proxy,
                    appoint.kind(),
                    keys.accountIndex(appoint.account()),
                    appoint.privateFrom(),
                    appoint.until(),
                    by.at().atOffset(ZoneOffset.UTC).plusYears(yearsMax).toInstant(),
                    by)));
    return RestResponse.status(
        RestResponse.Status.CREATED, new Appointed(proxy, Awaiting.result(log.positionOf(event))));
  }

  /// Those that last.
  @GET
  public List<Proxy> list(Pseudonym patient) {
    requireOwnIfPatient(patient);
    looks.record(patient, "proxies");
    return patients.proxies(patient, Caller.now()).stream().map(ProxiesResource::proxy).toList();
  }

  private static Proxy proxy(ProxyAppointed appointed) {
    return new Proxy(
        appointed.proxy(), appointed.kind(), appointed.privateFrom(), appointed.until());
  }

  @DELETE
  @Path("/{proxy}")
  public Ended end(Pseudonym patient, ProxyId proxy) {
    requireOwnIfPatient(patient);
    var event =
        Objects.requireNonNull(
            commands.send(new EndProxy(patient, proxy, isPatient(), caller.attribution())));
    return new Ended(Awaiting.result(log.positionOf(event)));
  }

  private boolean isPatient() {
    return caller.actor().role().equals(Roles.PATIENT);
  }

  /// A representative does not appoint others: only the patient's own account will do.
  private void requireOwnIfPatient(Pseudonym patient) {
    if (isPatient()) {
      patients.requireOwn(patient, caller.account());
    }
  }
}
