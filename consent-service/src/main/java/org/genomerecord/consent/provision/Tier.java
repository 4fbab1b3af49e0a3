package org.genomerecord.consent.provision;

/// How far a withdrawal goes, beyond one consent (docs/consent.md). Erasure goes further and is
/// asked for by itself.
enum Tier {
  /// Nobody uses, discloses or re-analyses on what the patient permitted so far.
  USE,
  /// Nobody gets in touch with the patient about what is found.
  CONTACT
}
