/// Outside calls: genes as the laboratory called them itself, from tab-separated lines or from
/// FHIR, checked against what the panels know of each gene.
@NullMarked
package org.genomerecord.ingestion.outside;

import org.jspecify.annotations.NullMarked;
