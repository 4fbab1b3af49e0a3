package org.genomerecord.consent.provision;

import java.util.Set;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.sourcing.Attribution;
import org.jspecify.annotations.Nullable;

/// The patient takes a consent back, or somebody does who acts for the patient.
///
/// @param proxyAccount keyed digest of the account of who acts for the patient; null: the patient
///   acts
/// @param unseen consents that are not there for who acts for the patient
public record WithdrawConsent(
    @TargetEntityId Pseudonym patient,
    ConsentId consent,
    @Nullable String proxyAccount,
    Set<ConsentId> unseen,
    Attribution attribution) {
  public WithdrawConsent {
    unseen = Set.copyOf(unseen);
  }

  /// Of one that was seen before.
  public WithdrawConsent(
      Pseudonym patient,
      ConsentId consent,
      @Nullable String proxyAccount,
      Attribution attribution) {
    this(patient, consent, proxyAccount, Set.of(), attribution);
  }

  WithdrawConsent(Pseudonym patient, ConsentId consent, Attribution attribution) {
    this(patient, consent, null, attribution);
  }
}
