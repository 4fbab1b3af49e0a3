package org.genomerecord.ingestion.vcf;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One ALT allele by its form (VCF 4.3 sections 1.6.1 and 5.4).
sealed interface Allele {
  /// Structural variants of which the names are reserved (VCF 4.3 section 1.4.5).
  Set<String> STRUCTURAL = Set.of("DEL", "INS", "DUP", "INV", "CNV", "BND");

  /// Those that lie on the reference.
  Set<String> SPANNING = Set.of("DEL", "DUP", "INV", "CNV");

  record Bases() implements Allele {}

  /// `*`: missing because of a deletion that begins before.
  record Spanned() implements Allele {}

  /// `<DEL>`, and `<NON_REF>` or `<*>` for any other allele.
  ///
  /// @param id without the angle brackets
  record Symbolic(String id) implements Allele {
    boolean isUnspecified() {
      return id.equals("*") || id.equals("NON_REF");
    }

    /// What comes before the first colon: the `DEL` of `DEL:ME`.
    String kind() {
      int colon = id.indexOf(':');
      return colon < 0 ? id : id.substring(0, colon);
    }

    /// Whether it changes bases of the reference behind POS, as many as SVLEN says (VCF 4.5 section
    /// 3). An insertion has its own.
    boolean isSpanning() {
      return SPANNING.contains(kind());
    }

    /// Whether it says that bases are inserted; which, no symbol tells.
    boolean isInsertion() {
      return kind().equals("INS");
    }
  }

  /// An adjacency, or one with an unknown mate.
  ///
  /// @param mateContig null where the mate is unknown
  /// @param matePosition 1-based, 0 or length + 1 for a telomere; 0 where the mate is unknown
  record Breakend(@Nullable String mateContig, int matePosition) implements Allele {}

  /// Empty for no legal form; `.` is none, as it says that there is no allele.
  static Optional<Allele> read(String text) {
    if (isBases(text)) {
      return Optional.of(new Bases());
    }
    if (text.equals("*")) {
      return Optional.of(new Spanned());
    }
    if (isSymbol(text)) {
      return Optional.of(new Symbolic(text.substring(1, text.length() - 1)));
    }
    int first = bracketAt(text, 0);
    if (first >= 0) {
      return breakend(text, first);
    }
    if (text.length() > 1 && text.startsWith(".") && isBases(text.substring(1))) {
      return Optional.of(new Breakend(null, 0));
    }
    if (text.length() > 1 && text.endsWith(".") && isBases(text.substring(0, text.length() - 1))) {
      return Optional.of(new Breakend(null, 0));
    }
    int angle = text.indexOf('<');
    // C<contig>: a whole contig of the assembly file inserted (VCF 4.3 section 5.4.1).
    if (angle > 0 && isBases(text.substring(0, angle)) && isContig(text.substring(angle))) {
      return Optional.of(new Breakend(null, 0));
    }
    return Optional.empty();
  }

  private static boolean isBases(String text) {
    var bytes = Fields.bytes(text);
    return Fields.isBases(bytes, 0, bytes.length);
  }

  /// A symbol that is no reserved name of something else.
  private static boolean isContig(String text) {
    if (!isSymbol(text)) {
      return false;
    }
    var symbol = new Symbolic(text.substring(1, text.length() - 1));
    return !symbol.isUnspecified() && !STRUCTURAL.contains(symbol.kind());
  }

  private static boolean isSymbol(String text) {
    return text.length() > 2
        && text.startsWith("<")
        && text.indexOf('>') == text.length() - 1
        && text.indexOf('<', 1) < 0
        && text.indexOf(' ') < 0;
  }

  private static Optional<Allele> breakend(String text, int first) {
    int second = bracketAt(text, first + 1);
    if (second < 0
        || text.charAt(first) != text.charAt(second)
        || bracketAt(text, second + 1) >= 0) {
      return Optional.empty();
    }
    var before = text.substring(0, first);
    var after = text.substring(second + 1);
    boolean joined = before.isEmpty() ? isJoined(after) : after.isEmpty() && isJoined(before);
    var mate = text.substring(first + 1, second);
    int colon = mate.lastIndexOf(':');
    if (!joined || colon < 1) {
      return Optional.empty();
    }
    int position = Fields.wholeNumber(mate.substring(colon + 1));
    var contig = mate.substring(0, colon);
    return position < 0 || !ContigNames.isLegal(contig)
        ? Optional.empty()
        : Optional.of(new Breakend(contig, position));
  }

  /// A telomere's breakend replaces a base that is not there, written as a point.
  private static boolean isJoined(String text) {
    return isBases(text) || text.equals(".");
  }

  private static int bracketAt(String text, int from) {
    for (int at = from; at < text.length(); at++) {
      if (text.charAt(at) == '[' || text.charAt(at) == ']') {
        return at;
      }
    }
    return -1;
  }
}
