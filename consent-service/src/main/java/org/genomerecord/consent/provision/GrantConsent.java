package org.genomerecord.consent.provision;

import java.util.Set;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.Wording;
import org.genomerecord.record.sourcing.Attribution;
import org.jspecify.annotations.Nullable;

/// The patient permits or denies something, or somebody does who acts for the patient.
///
/// @param wording what the patient was shown; null: nothing that is kept
/// @param replaces the consent in force that this one is to stand in place of
/// @param proxyAccount keyed digest of the account of who acts for the patient; null: the patient
///   acts
/// @param unseen consents that are not there for who acts for the patient
public record GrantConsent(
    @TargetEntityId Pseudonym patient,
    ConsentId consent,
    Provision provision,
    @Nullable Wording wording,
    @Nullable ConsentId replaces,
    @Nullable String proxyAccount,
    Set<ConsentId> unseen,
    Attribution attribution) {
  public GrantConsent {
    unseen = Set.copyOf(unseen);
  }

  /// Replaces nothing, or what was seen before.
  public GrantConsent(
      Pseudonym patient,
      ConsentId consent,
      Provision provision,
      @Nullable Wording wording,
      @Nullable ConsentId replaces,
      @Nullable String proxyAccount,
      Attribution attribution) {
    this(patient, consent, provision, wording, replaces, proxyAccount, Set.of(), attribution);
  }

  GrantConsent(Pseudonym patient, ConsentId consent, Provision provision, Attribution attribution) {
    this(patient, consent, provision, null, attribution);
  }

  GrantConsent(
      Pseudonym patient,
      ConsentId consent,
      Provision provision,
      @Nullable String proxyAccount,
      Attribution attribution) {
    this(patient, consent, provision, null, null, proxyAccount, attribution);
  }
}
