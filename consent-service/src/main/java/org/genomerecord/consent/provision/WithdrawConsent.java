package org.genomerecord.consent.provision;

import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.sourcing.Attribution;

/// The patient takes a consent back.
record WithdrawConsent(
    @TargetEntityId Pseudonym patient, ConsentId consent, Attribution attribution) {}
