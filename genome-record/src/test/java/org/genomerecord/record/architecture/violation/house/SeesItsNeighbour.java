package org.genomerecord.record.architecture.violation.house;

import org.genomerecord.record.architecture.violation.neighbour.Neighbour;

public record SeesItsNeighbour(Neighbour neighbour) {}
