package org.genomerecord.consent.provision;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.genomerecord.record.event.Pseudonym;

/// An event that this release has no reader for.
@Event(namespace = "consent", name = "ConsentSuspended", version = "1")
public record ConsentSuspended(@EventTag(key = "consents-of") Pseudonym patient) {}
