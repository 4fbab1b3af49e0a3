package org.genomerecord.interpretation.variant;

import java.util.Optional;

/// How far an insertion or deletion can be moved in a repeat without becoming another one: the
/// region of ambiguity of GA4GH VRS 2.0, after NCBI's VOCA (Holmes et al. 2020,
/// doi:10.1093/bioinformatics/btz856).
///
/// @param left how many bases to the left
/// @param right how many bases to the right
public record Ambiguity(int left, int right) {
  /// Satellites are longer; nobody calls an insertion in them by its place.
  static final int MOVED_BASES_MAX = 100_000;

  private static final int READ_BASES = 256;

  /// @param change an insertion or deletion
  /// @return empty if it is beyond [#MOVED_BASES_MAX]
  public static Optional<Ambiguity> of(Reference reference, String contig, Change change) {
    if (!change.isIndel()) {
      throw new IllegalArgumentException("only an insertion or a deletion can be moved");
    }
    var left = left(reference, contig, change);
    var right = right(reference, contig, change);
    return left > MOVED_BASES_MAX || right > MOVED_BASES_MAX
        ? Optional.empty()
        : Optional.of(new Ambiguity(left, right));
  }

  /// Walks left as long as the base before is the one that a turn of the seed puts there.
  private static int left(Reference reference, String contig, Change change) {
    var seed = change.seed();
    var moved = 0;
    var last = change.position() - 1;
    while (last >= 1 && moved <= MOVED_BASES_MAX) {
      var bases = reference.bases(contig, Math.max(1, last - READ_BASES + 1), last);
      for (var at = bases.length() - 1; at >= 0; at--) {
        if (!same(bases.charAt(at), seed.charAt(seed.length() - 1 - moved % seed.length()))) {
          return moved;
        }
        moved++;
      }
      last -= READ_BASES;
    }
    return moved;
  }

  private static int right(Reference reference, String contig, Change change) {
    var seed = change.seed();
    var moved = 0;
    while (moved <= MOVED_BASES_MAX) {
      var first = change.end() + moved;
      var bases = reference.bases(contig, first, first + READ_BASES - 1);
      for (var at = 0; at < bases.length(); at++) {
        if (!same(bases.charAt(at), seed.charAt(moved % seed.length()))) {
          return moved;
        }
        moved++;
      }
      if (bases.length() < READ_BASES) {
        return moved;
      }
    }
    return moved;
  }

  /// An unknown base is the same as none.
  private static boolean same(char base, char other) {
    return base == other && base != 'N';
  }
}
