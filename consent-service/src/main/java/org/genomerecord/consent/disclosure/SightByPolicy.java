package org.genomerecord.consent.disclosure;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Objects;
import java.util.Set;
import org.genomerecord.consent.audit.ProxySight;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.ProxyEvent.ProxyAppointed;
import org.genomerecord.record.store.LogReader;

/// Judges what the caller may see for a patient as a request for all of it would be. Blocks.
@RequestScoped
class SightByPolicy implements ProxySight {
  private final Caller caller;
  private final SecurityIdentity identity;
  private final ConsentsOfPatients consents;

  SightByPolicy(Caller caller, SecurityIdentity identity, LogReader log) {
    this.caller = caller;
    this.identity = identity;
    this.consents = new ConsentsOfPatients(log, 0);
  }

  @Override
  public Set<DataClass> dataClasses(ProxyAppointed proxy) {
    var patient = proxy.patient();
    var asker =
        new Asker(
            caller.actor(),
            Caller.careTeamsOf(identity),
            Caller.applicationOf(identity),
            proxy.accountIndex());
    var read = Objects.requireNonNull(consents.read(Set.of(patient)).get(patient));
    return DisclosurePolicy.seenBy(proxy, Policies.current(), read.consents(), asker, Caller.now());
  }
}
