package org.genomerecord.ingestion.vcf;

import org.jspecify.annotations.Nullable;

/// One thing found in a file. It holds nothing of the file.
///
/// @param line 1-based in the decompressed text, null where it is bound to no line
/// @param column of the header line, such as `POS`; a sample's column is `sample 3`, counted from
///   1, because its name is patient data; of a promised gene its symbol and how much is missing;
///   null where it is bound to no column
/// @param expression FHIRPath of the element, of a FHIR file, such as `Bundle.entry[2].resource`;
///   null in other files
/// @param severity an error refuses the file, a warning stays on record
public record VcfProblem(
    @Nullable Long line,
    @Nullable String column,
    @Nullable String expression,
    Severity severity,
    ProblemCode problem) {
  /// One of a file that is no FHIR.
  public VcfProblem(
      @Nullable Long line, @Nullable String column, Severity severity, ProblemCode problem) {
    this(line, column, null, severity, problem);
  }

  /// What a problem means for its file.
  public enum Severity {
    ERROR,
    WARNING
  }

  /// Stable, lower case with hyphens, such as `genotype-index-beyond-alt`.
  public String code() {
    return problem.code();
  }

  /// What it means and what to do, for one who reads nothing else.
  public String reason() {
    return problem.meaning() + " " + problem.remedy();
  }
}
