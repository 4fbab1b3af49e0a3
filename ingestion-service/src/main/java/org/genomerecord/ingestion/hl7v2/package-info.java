/// Reads genetic results in HL7 v2.5.1 (ORU^R01), bounded before anything makes objects of them,
/// and writes their acknowledgements.
@NullMarked
package org.genomerecord.ingestion.hl7v2;

import org.jspecify.annotations.NullMarked;
