/// Writes findings and refusals as FHIR R4 resources.
@NullMarked
package org.genomerecord.interpretation.report;

import org.jspecify.annotations.NullMarked;
