package org.genomerecord.interpretation.interpret;

import org.genomerecord.interpretation.callset.Locus;

/// A defining position on GRCh38.
///
/// @param position 1-based
/// @param rsId the dbSNP name, or an empty string
public record Position(String chromosome, int position, String rsId) {

  static Position of(Locus locus) {
    return new Position(locus.chromosome(), locus.position(), locus.rsId());
  }

  /// For people, such as `chr10:94781859 (rs4244285)`.
  public String label() {
    return chromosome + ":" + position + (rsId.isEmpty() ? "" : " (" + rsId + ")");
  }
}
