package org.genomerecord.interpretation.callset;

import java.util.Comparator;
import java.util.List;
import org.genomerecord.interpretation.variant.Change;
import org.genomerecord.interpretation.variant.Contigs;
import org.jspecify.annotations.Nullable;

/// One defining position of a gene on GRCh38, as a VCF line would write it.
///
/// @param chromosome with `chr`, such as `chr10`
/// @param position 1-based
/// @param rsId the dbSNP name, or an empty string
/// @param reference the reference bases
/// @param alternates the alternate bases that named alleles are defined by
public record Locus(
    String chromosome, int position, String rsId, String reference, List<String> alternates)
    implements Comparable<Locus> {

  private static final Comparator<Locus> ORDER =
      Comparator.comparing(Locus::chromosome).thenComparingInt(Locus::position);

  public Locus {
    if (position < 1 || reference.isEmpty() || alternates.isEmpty()) {
      throw new IllegalArgumentException("locus " + chromosome + ":" + position + " is incomplete");
    }
    alternates = List.copyOf(alternates);
  }

  /// The last position that the reference bases cover.
  public int end() {
    return position + reference.length() - 1;
  }

  /// What each alternate changes, in their order.
  List<Change> changes() {
    return alternates.stream().map(alternate -> Change.of(position, reference, alternate)).toList();
  }

  /// Whether some people have one copy of this place: of X and Y, and of the mitochondrial genome.
  public boolean canBeSingle() {
    return switch (Contigs.canonical(chromosome)) {
      case "X", "Y", "MT" -> true;
      default -> false;
    };
  }

  /// A name for people, such as `chr10:94781859 (rs4244285)`.
  public String label() {
    return chromosome + ":" + position + (rsId.isEmpty() ? "" : " (" + rsId + ")");
  }

  /// Place only: a locus is looked up for each line of a call set.
  @Override
  public int hashCode() {
    return 31 * chromosome.hashCode() + position;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Locus that
            && position == that.position
            && chromosome.equals(that.chromosome)
            && rsId.equals(that.rsId)
            && reference.equals(that.reference)
            && alternates.equals(that.alternates));
  }

  @Override
  public int compareTo(Locus other) {
    return ORDER.compare(this, other);
  }
}
