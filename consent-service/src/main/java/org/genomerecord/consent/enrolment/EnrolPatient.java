package org.genomerecord.consent.enrolment;

import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.sourcing.Attribution;

/// Enrol a patient under a new pseudonym.
///
/// @param identifierIndex keyed digest of issuer and record number
/// @param accountIndex keyed digest of the patient's sign-in account; of nothing anybody can sign
///   in with if none is linked
/// @param linksAccount whether the account index is that of a real account
/// @param sealed issuer, record number and name
record EnrolPatient(
    @TargetEntityId String identifierIndex,
    String accountIndex,
    boolean linksAccount,
    Pseudonym patient,
    int keyGeneration,
    Sealed sealed,
    Attribution attribution) {}
