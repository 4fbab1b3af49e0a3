package org.genomerecord.consent.enrolment;

import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.ProxyId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.sourcing.Attribution;

/// Somebody is not to act for a patient any more.
///
/// @param byThePatient who ends a representative's appointment, and no guardian's
record EndProxy(
    @TargetEntityId Pseudonym patient,
    ProxyId proxy,
    boolean byThePatient,
    Attribution attribution) {}
