/// Writes what a validation found as text for a technician and as JSON for machines: plain, as FHIR
/// OperationOutcome and as RFC 9457 problem details. All say the same.
@NullMarked
package org.genomerecord.ingestion.report;

import org.jspecify.annotations.NullMarked;
