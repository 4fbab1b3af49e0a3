package org.genomerecord.ingestion.vcf;

import org.jspecify.annotations.Nullable;

/// One thing found in a file: the reason of a refusal, or a warning.
///
/// @param line 1-based in the decompressed text, null where it is bound to no line
/// @param column of the header line, such as `POS`; a sample's column is `sample 3`, counted from
///   1, because its name is patient data; null where it is bound to no column
/// @param code stable, lower case with hyphens, such as `genotype-index-beyond-alt`
/// @param reason one sentence that holds nothing of the file
public record VcfProblem(
    @Nullable Long line, @Nullable String column, String code, String reason) {}
