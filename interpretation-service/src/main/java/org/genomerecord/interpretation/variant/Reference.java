package org.genomerecord.interpretation.variant;

/// The bases of one assembly.
public interface Reference {
  /// The bases from one position to another, 1-based, both included, in capitals; fewer at the ends
  /// of the contig, and none if there is no such contig.
  ///
  /// @param contig its canonical name ([Contigs#canonical])
  String bases(String contig, int first, int last);
}
