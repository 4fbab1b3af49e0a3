package org.genomerecord.consent.provision;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.ProxyEvent;
import org.genomerecord.record.event.ProxyEvent.ProxyAppointed;

/// What who acts for a patient sees, whatever the patient permits. Pure.
///
/// @param purposesOfUse that each kind states
/// @param privateToAdolescents what is hidden from a guardian from the appointment's age on
public record ProxyRules(
    Map<ProxyEvent.Kind, String> purposesOfUse, Set<DataClass> privateToAdolescents) {
  public ProxyRules {
    purposesOfUse = Map.copyOf(purposesOfUse);
    privateToAdolescents = Set.copyOf(privateToAdolescents);
  }

  /// The classes that are private to the patient at an instant, where this proxy looks.
  public Set<DataClass> hiddenFrom(ProxyAppointed proxy, Instant at) {
    var from = proxy.privateFrom();
    return proxy.kind() == ProxyEvent.Kind.GUARDIAN && from != null && !at.isBefore(from)
        ? privateToAdolescents
        : Set.of();
  }
}
