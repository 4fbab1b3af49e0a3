package org.genomerecord.consent.provision;

import java.util.UUID;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.sourcing.Attribution;
import org.jspecify.annotations.Nullable;

/// The patient withdraws from something as a whole, or somebody does who acts for the patient.
///
/// @param seed that the ids of denials are made from
/// @param proxyAccount keyed digest of the account of who acts for the patient; null: the patient
///   acts
record WithdrawTier(
    @TargetEntityId Pseudonym patient,
    Tier tier,
    UUID seed,
    @Nullable String proxyAccount,
    Attribution attribution) {}
