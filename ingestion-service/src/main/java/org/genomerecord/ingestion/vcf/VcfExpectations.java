package org.genomerecord.ingestion.vcf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the submission says about its file.
///
/// @param sample exact name of the patient's sample in the header line, null when it names none;
///   patient data
/// @param assembly the submission's own word, null when it gives none
/// @param sex for clinical use, null when it states none
/// @param promisedGenes genes of panels that the test promises to call
public record VcfExpectations(
    @Nullable String sample,
    @Nullable Assembly assembly,
    @Nullable Sex sex,
    List<String> promisedGenes) {
  public VcfExpectations {
    promisedGenes = List.copyOf(promisedGenes);
  }

  /// A submission that says nothing about its file.
  public static final VcfExpectations NONE = new VcfExpectations(null, null, null);

  public VcfExpectations(@Nullable String sample, @Nullable Assembly assembly) {
    this(sample, assembly, null);
  }

  public VcfExpectations(@Nullable String sample, @Nullable Assembly assembly, @Nullable Sex sex) {
    this(sample, assembly, sex, List.of());
  }

  @Override
  public String toString() {
    return "VcfExpectations[assembly=" + assembly + "]";
  }
}
