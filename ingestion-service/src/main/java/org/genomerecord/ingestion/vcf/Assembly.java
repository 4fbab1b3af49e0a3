package org.genomerecord.ingestion.vcf;

import java.util.Locale;
import java.util.Optional;

/// The human genome assemblies whose positions have a meaning here.
public enum Assembly {
  GRCH37("GRCh37"),
  GRCH38("GRCh38");

  private final String label;

  Assembly(String label) {
    this.label = label;
  }

  /// The name as the Genome Reference Consortium writes it.
  public String label() {
    return label;
  }

  /// The assembly a submission names, `GRCh37` or `GRCh38` in any case; empty for any other word.
  public static Optional<Assembly> named(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "grch37" -> Optional.of(GRCH37);
      case "grch38" -> Optional.of(GRCH38);
      default -> Optional.empty();
    };
  }
}
