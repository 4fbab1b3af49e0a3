package org.genomerecord.consent.provision;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.genomerecord.consent.enrolment.Patients;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.RefusedAtTheDoor;
import org.genomerecord.record.event.Pseudonym;

/// Lets patients at their consents, and who acts for them at those that are not to keep them out.
/// Blocks.
@ApplicationScoped
public class OwnOrProxy {
  private final Caller caller;
  private final SecurityIdentity identity;
  private final Patients patients;
  private final ProxyRules rules;

  OwnOrProxy(Caller caller, SecurityIdentity identity, Patients patients, ProxyRules rules) {
    this.caller = caller;
    this.identity = identity;
    this.patients = patients;
    this.rules = rules;
  }

  /// @return how who acts for the patient sees the consents; empty: the patient asks, and sees all
  /// @throws RefusedAtTheDoor if the caller is nobody of these
  public Optional<ProxyView> require(Pseudonym patient, Instant at) {
    return patients
        .requireOwnOrProxy(patient, caller.account(), at)
        .map(proxy -> ProxyView.of(proxy, caller.actor(), Caller.careTeamsOf(identity), rules, at));
  }
}
