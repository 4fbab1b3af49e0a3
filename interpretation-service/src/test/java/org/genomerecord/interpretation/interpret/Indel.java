package org.genomerecord.interpretation.interpret;

import static org.genomerecord.interpretation.callset.SyntheticCallSet.RELEASE;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.genomerecord.interpretation.callset.Locus;
import org.genomerecord.interpretation.callset.SyntheticCallSet.Line;
import org.genomerecord.interpretation.panel.Panel;
import org.genomerecord.interpretation.variant.Contigs;
import org.genomerecord.interpretation.variant.Reference;

/// One alternate of one locus, an insertion or deletion, carried on the first copy of all that is
/// called. The bases around the loci are made up: each repeats what is inserted or deleted there
/// some more times.
record Indel(Panel panel, Locus locus, String alternate) {
  static final int REPEATED_BASES = 30;
  static final Reference REFERENCE = new Around();

  /// All that panels are defined by.
  static Stream<Indel> all() {
    return RELEASE.panels().stream()
        .flatMap(panel ->
            panel.loci().stream()
                .flatMap(locus ->
                    locus.alternates().stream()
                        .filter(alternate -> alternate.length() != locus.reference().length())
                        .map(alternate -> new Indel(panel, locus, alternate))));
  }

  @Override
  public String toString() {
    return panel.name() + " " + locus.label() + " " + alternate.length();
  }

  /// The alternate alone, where its locus has it.
  Line line() {
    return new Line(locus.chromosome(), locus.position(), locus.reference(), alternate, "0/1");
  }

  /// The same with bases of the reference around.
  Line padded(int before, int behind) {
    var left = bases(locus.position() - before, locus.position() - 1);
    var right = bases(locus.end() + 1, locus.end() + behind);
    return new Line(
        locus.chromosome(),
        locus.position() - before,
        left + locus.reference() + right,
        left + alternate + right,
        "0/1");
  }

  /// With no base too many.
  Line shortest() {
    var ref = locus.reference();
    var alt = alternate;
    while (ref.length() > 1 && alt.length() > 1 && last(ref) == last(alt)) {
      ref = ref.substring(0, ref.length() - 1);
      alt = alt.substring(0, alt.length() - 1);
    }
    return new Line(locus.chromosome(), locus.position(), ref, alt, "0/1");
  }

  /// So many bases to the right, if that is the same variant.
  Optional<Line> moved(int bases) {
    var shortest = shortest();
    var lost = shortest.ref().length() - 1;
    var gained = shortest.alts().length() - 1;
    if ((lost > 0) == (gained > 0)) {
      return Optional.empty(); // it is exchanged
    }
    var from = locus.position();
    var to = from + bases + lost + gained + REPEATED_BASES;
    var contig = bases(from, to);
    var haplotype = shortest.alts() + contig.substring(shortest.ref().length());
    var ref = contig.substring(bases, bases + lost + 1);
    var alt = haplotype.substring(bases, bases + gained + 1);
    var same = contig.substring(0, bases) + alt + contig.substring(bases + ref.length());
    return ref.charAt(0) == alt.charAt(0) && same.equals(haplotype)
        ? Optional.of(new Line(locus.chromosome(), from + bases, ref, alt, "0/1"))
        : Optional.empty();
  }

  String bases(int first, int last) {
    return last < first ? "" : REFERENCE.bases(Contigs.canonical(locus.chromosome()), first, last);
  }

  private static char last(String bases) {
    return bases.charAt(bases.length() - 1);
  }

  /// A reference block over the locus and its repeat.
  Line block() {
    var first = locus.position() - 1;
    return new Line(
        locus.chromosome(),
        first,
        bases(first, first),
        "<NON_REF>",
        "0/0",
        "END=" + (locus.end() + 4 * REPEATED_BASES));
  }

  /// Made-up bases around those of the panels.
  private static final class Around implements Reference {
    private final Map<String, Map<Integer, Character>> known = new HashMap<>();

    Around() {
      var loci = RELEASE.panels().stream().flatMap(panel -> panel.loci().stream()).toList();
      loci.forEach(locus -> put(locus, locus.position(), locus.reference()));
      for (var locus : loci) {
        for (var alternate : locus.alternates()) {
          var longer =
              alternate.length() > locus.reference().length() ? alternate : locus.reference();
          if (alternate.length() != locus.reference().length()) {
            var unit = longer.substring(Math.min(alternate.length(), locus.reference().length()));
            put(locus, locus.end() + 1, unit.repeat(1 + 12 / unit.length()));
          }
        }
      }
    }

    private void put(Locus locus, int position, String bases) {
      var onContig =
          known.computeIfAbsent(Contigs.canonical(locus.chromosome()), _ -> new HashMap<>());
      for (var i = 0; i < bases.length(); i++) {
        onContig.putIfAbsent(position + i, bases.charAt(i));
      }
    }

    @Override
    public String bases(String contig, int first, int last) {
      var onContig = known.getOrDefault(contig, Map.of());
      var bases = new StringBuilder();
      for (var position = first; position <= last; position++) {
        bases.append(onContig.getOrDefault(position, "ACGT".charAt(position * 7 / 3 % 4)));
      }
      return bases.toString();
    }
  }
}
