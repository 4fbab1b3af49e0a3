/// Genetic reports in FHIR R4: checked against the base definitions and against what is asked of a
/// report here, and read for the genes that the laboratory called.
@NullMarked
package org.genomerecord.ingestion.fhir;

import org.jspecify.annotations.NullMarked;
