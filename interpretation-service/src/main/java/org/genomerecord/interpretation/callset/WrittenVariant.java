package org.genomerecord.interpretation.callset;

import java.util.List;

/// A record's variants as its laboratory wrote them, with one sample's genotype.
///
/// @param position 1-based
/// @param alternates in their order, perhaps none
/// @param genotype as VCF writes it; `.` where there is none
public record WrittenVariant(
    String contig, int position, String reference, List<String> alternates, String genotype) {
  public WrittenVariant {
    alternates = List.copyOf(alternates);
  }

  /// Prints neither bases nor genotype.
  @Override
  public String toString() {
    return "WrittenVariant";
  }
}
