/// Notices that the same genome is on record for two patients: small keyed fingerprints of genomes,
/// and the comparison of a new one with those of other patients.
@NullMarked
package org.genomerecord.ingestion.fingerprint;

import org.jspecify.annotations.NullMarked;
