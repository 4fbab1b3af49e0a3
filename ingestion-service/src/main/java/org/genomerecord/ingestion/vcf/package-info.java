/// Reads a submitted call set once, as a stream, and says whether it can be accepted: VCF 4.1 to
/// 4.5 and gVCF, plain, gzip or bgzip. What could change a position, an allele, a genotype or whose
/// it is refuses the file; other oddities are warnings. Nothing read is ever put into a message.
@NullMarked
package org.genomerecord.ingestion.vcf;

import org.jspecify.annotations.NullMarked;
