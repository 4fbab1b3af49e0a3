package org.genomerecord.interpretation.callset;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How far a record with symbols speaks of the reference behind its own bases (VCF 4.5 sections
/// 1.6.1, 1.6.2 and 3).
final class RecordReach {
  private static final List<String> ANY_OTHER_ALLELE = List.of("<NON_REF>", "<*>");

  /// What lies on the reference behind POS, for as many bases as SVLEN says.
  private static final Set<String> SPANNING = Set.of("DEL", "DUP", "INV", "CNV");

  private final int position;
  private final List<String> alternates;
  private final Optional<String> end;

  /// @param position POS
  /// @param alternates ALT as written
  /// @param end INFO's END, if it is there
  RecordReach(int position, String alternates, Optional<String> end) {
    this.position = position;
    this.alternates = Arrays.asList(alternates.split(",", -1));
    this.end = end;
  }

  /// The last position up to which the record calls the reference, as a block does; POS if it is
  /// none.
  ///
  /// @param hasLengths whether samples have a length of their block each: then END is the furthest
  ///   of all, and says nothing of a sample without one
  /// @param length the sample's
  long ofBlock(boolean hasLengths, Optional<String> length) {
    if (alternates.stream().noneMatch(ANY_OTHER_ALLELE::contains)) {
      return position;
    }
    var written = end.map(Long::parseLong);
    if (hasLengths) {
      long own = length.map(bases -> position + Long.parseLong(bases) - 1).orElse((long) position);
      // Of two that contradict each other the nearer.
      return Math.min(own, written.orElse(own));
    }
    return isBlock() ? written.orElse((long) position) : position;
  }

  /// The last position that an alternate changes, or POS.
  ///
  /// @param lengths INFO's SVLEN, if it is there
  long ofAlternates(Optional<String> lengths) {
    if (isBlock()) {
      return position;
    }
    var written = lengths.map(list -> list.split(",", -1)).orElse(new String[0]);
    long longest = 0;
    for (int at = 0; at < written.length; at++) {
      // Before 4.4 a list may have one value for all.
      var spans =
          written.length == alternates.size()
              ? isSpanning(alternates.get(at))
              : alternates.stream().anyMatch(RecordReach::isSpanning);
      longest = Math.max(longest, spans ? bases(written[at]) : 0);
    }
    return Math.max(position + longest, end.map(Long::parseLong).orElse((long) position));
  }

  /// Whether no symbol is among the alternates but that for any other allele.
  private boolean isBlock() {
    return alternates.stream().allMatch(it -> !it.startsWith("<") || ANY_OTHER_ALLELE.contains(it));
  }

  private static boolean isSpanning(String alternate) {
    return alternate.startsWith("<")
        && SPANNING.contains(alternate.substring(1, alternate.length() - 1).split(":", 2)[0]);
  }

  /// Before 4.4 a length is negative where bases are lost, and may be no number.
  private static long bases(String length) {
    long bases = length.matches("-?[0-9]{1,10}") ? Math.abs(Long.parseLong(length)) : 0;
    return bases > Integer.MAX_VALUE ? 0 : bases;
  }
}
