package org.genomerecord.ingestion.vcf;

import java.util.Locale;
import java.util.Optional;

/// The sex for clinical use that a submission states, as far as chromosomes can be held against it.
public enum Sex {
  FEMALE,
  MALE;

  /// `female` or `male` in any case; empty for any other word.
  public static Optional<Sex> named(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "female" -> Optional.of(FEMALE);
      case "male" -> Optional.of(MALE);
      default -> Optional.empty();
    };
  }
}
