package org.genomerecord.record.architecture.violation;

import org.axonframework.messaging.eventhandling.EventMessage;
import org.genomerecord.record.store.Criterion;

/// Knows Axon beyond its annotations, and the store.
public record EventThatKnowsTheStore(EventMessage message, Criterion criterion) {}
