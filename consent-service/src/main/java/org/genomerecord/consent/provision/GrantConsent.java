package org.genomerecord.consent.provision;

import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.sourcing.Attribution;

/// The patient permits something.
record GrantConsent(
    @TargetEntityId Pseudonym patient,
    ConsentId consent,
    Provision provision,
    Attribution attribution) {}
