package org.genomerecord.consent.fhir;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.genomerecord.consent.provision.Consents;
import org.genomerecord.record.event.ConsentId;

/// One FHIR Consent through its versions: a consent, those that replaced it one after the other,
/// and its withdrawal.
///
/// @param id that of the first consent
/// @param versions oldest first
record ConsentHistory(ConsentId id, List<Version> versions) {
  ConsentHistory {
    versions = List.copyOf(versions);
  }

  /// @param number from 1
  /// @param consent what was granted
  /// @param at when this version came to be
  record Version(ConsentId id, int number, boolean isActive, Consents.Consent consent, Instant at) {
    String etag() {
      return "W/\"" + number + "\"";
    }
  }

  /// @param consents of one patient, oldest first
  /// @return in the order of their first consents
  static List<ConsentHistory> of(List<Consents.Consent> consents) {
    var chains = new LinkedHashMap<ConsentId, List<Consents.Consent>>();
    var chainOf = new LinkedHashMap<ConsentId, ConsentId>();
    for (var consent : consents) {
      var replaces = consent.replaces();
      var chain =
          replaces == null ? consent.consent() : chainOf.getOrDefault(replaces, consent.consent());
      chainOf.put(consent.consent(), chain);
      chains.computeIfAbsent(chain, _ -> new ArrayList<>()).add(consent);
    }
    return chains.entrySet().stream()
        .map(
            chain -> new ConsentHistory(chain.getKey(), versions(chain.getKey(), chain.getValue())))
        .toList();
  }

  private static List<Version> versions(ConsentId id, List<Consents.Consent> chain) {
    var versions = new ArrayList<Version>();
    for (var consent : chain) {
      versions.add(new Version(id, versions.size() + 1, true, consent, consent.grantedAt()));
    }
    var last = chain.getLast();
    if (last.withdrawnAt() != null) {
      versions.add(new Version(id, versions.size() + 1, false, last, last.withdrawnAt()));
    }
    return versions;
  }

  Version current() {
    return versions.getLast();
  }

  Optional<Version> version(String number) {
    return versions.stream()
        .filter(version -> String.valueOf(version.number()).equals(number))
        .findFirst();
  }
}
