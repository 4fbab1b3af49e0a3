package org.genomerecord.interpretation.drug;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a published dosing algorithm comes to. Sensitive.
///
/// @param algorithm its name
/// @param milligramsPerWeek rounded to tenths; null if it cannot be computed
/// @param missing inputs that nobody stated, with what they may be
/// @param notTaken why it does not take this patient, in sentences
public record DoseEstimate(
    String algorithm,
    String pmid,
    String doi,
    @Nullable Double milligramsPerWeek,
    List<String> missing,
    List<String> notTaken) {
  public DoseEstimate {
    missing = List.copyOf(missing);
    notTaken = List.copyOf(notTaken);
  }

  /// Prints no dose.
  @Override
  public String toString() {
    return "DoseEstimate[" + algorithm + "]";
  }
}
