package org.genomerecord.record.architecture.violation.neighbour;

import org.genomerecord.record.architecture.violation.house.SeesItsNeighbour;
import org.jspecify.annotations.Nullable;

/// Sees [SeesItsNeighbour], which sees it: a cycle.
public record Neighbour(@Nullable SeesItsNeighbour other) {}
