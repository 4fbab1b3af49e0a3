/// Accessions: what a laboratory submitted, and what became of it.
@NullMarked
package org.genomerecord.ingestion.accession;

import org.jspecify.annotations.NullMarked;
