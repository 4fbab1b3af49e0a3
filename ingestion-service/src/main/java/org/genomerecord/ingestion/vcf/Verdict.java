package org.genomerecord.ingestion.vcf;

/// What a validation came to, of whatever kind of file.
public interface Verdict {
  /// Everything that was found.
  ValidationReport report();

  /// Whether nothing of the file is taken: it has an error.
  default boolean isRefused() {
    return report().errorCount() > 0;
  }
}
