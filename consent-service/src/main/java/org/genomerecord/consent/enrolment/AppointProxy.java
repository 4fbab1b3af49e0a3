package org.genomerecord.consent.enrolment;

import java.time.Instant;
import org.axonframework.modelling.annotation.TargetEntityId;
import org.genomerecord.record.event.ProxyEvent;
import org.genomerecord.record.event.ProxyId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.sourcing.Attribution;
import org.jspecify.annotations.Nullable;

/// Somebody is to act for a patient. Who may appoint whom is decided at the door.
///
/// @param latest what `until` may be at the latest
record AppointProxy(
    @TargetEntityId Pseudonym patient,
    ProxyId proxy,
    ProxyEvent.Kind kind,
    String accountIndex,
    @Nullable Instant privateFrom,
    Instant until,
    Instant latest,
    Attribution attribution) {}
