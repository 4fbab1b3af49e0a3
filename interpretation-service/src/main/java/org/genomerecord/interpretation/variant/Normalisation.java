package org.genomerecord.interpretation.variant;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Brings the alleles of a record of VCF into one form: one alternate allele each, without bases
/// that it shares with the reference but for the one that VCF needs, as far left as it can be (Tan
/// et al. 2015, doi:10.1093/bioinformatics/btv112), on a contig with its canonical name.
public final class Normalisation {
  private final @Nullable Reference reference;

  /// @param reference of the records' assembly; without it insertions and deletions are trimmed and
  ///   not moved beyond the bases of their record
  public Normalisation(@Nullable Reference reference) {
    this.reference = reference;
  }

  /// The alternate alleles of a record, in their order.
  ///
  /// @param contig by any of its names
  /// @param position 1-based, as in the record
  /// @param ref the record's reference bases, at least one
  public List<Variant> variants(String contig, int position, String ref, List<String> alternates) {
    return alternates.stream().map(alt -> variant(contig, position, ref, alt)).toList();
  }

  /// One alternate allele of a record.
  public Variant variant(String contig, int position, String ref, String alt) {
    var name = Contigs.canonical(contig);
    var record = record(position, ref, alt);
    if (record.isEmpty()) {
      return new Variant(name, position, ref, alt, Alignment.AS_WRITTEN);
    }
    var window = new Window(position, ref.toUpperCase(Locale.ROOT));
    var change = record.get();
    var known = reference == null ? "" : reference.bases(name, window.first(), window.last());
    var isOther = !known.isEmpty() && !known.equals(window.bases());
    if (!change.isIndel()) {
      return new Variant(
          name,
          change.position(),
          change.reference(),
          change.alternate(),
          isOther ? Alignment.OTHER_REFERENCE : Alignment.ONE_PLACE);
    }
    if (isOther) {
      return anchored(name, change, window, Alignment.OTHER_REFERENCE);
    }
    return reference == null
        ? anchored(name, change, window, Alignment.NOT_LEFT_ALIGNED)
        : aligned(reference, known, name, change, window);
  }

  private Variant aligned(
      Reference bases, String known, String contig, Change change, Window window) {
    var ambiguity =
        known.isEmpty() ? Optional.<Ambiguity>empty() : Ambiguity.of(bases, contig, change);
    return ambiguity.isEmpty()
        ? anchored(contig, change, window, Alignment.NOT_LEFT_ALIGNED)
        : anchored(
            contig, change.movedLeft(ambiguity.get().left()), window, Alignment.LEFT_ALIGNED);
  }

  /// The change that a record's allele is; empty if the allele is not written in bases, or is the
  /// reference.
  static Optional<Change> record(int position, String ref, String alt) {
    if (!isBases(ref) || !isBases(alt) || ref.equalsIgnoreCase(alt)) {
      return Optional.empty();
    }
    return Optional.of(
        Change.of(position, ref.toUpperCase(Locale.ROOT), alt.toUpperCase(Locale.ROOT)));
  }

  /// A sample's genotype as it is of one of several alternate alleles by itself: that one becomes
  /// 1, the reference stays 0. Another alternate allele becomes a point: that copy is neither.
  ///
  /// @param genotype as VCF writes it, of any ploidy, with its phase marks
  /// @param allele number of the alternate allele in its record, from 1
  public static String genotype(String genotype, int allele) {
    var split = new StringBuilder();
    var at = 0;
    while (at < genotype.length()) {
      var to = at;
      while (to < genotype.length() && genotype.charAt(to) != '/' && genotype.charAt(to) != '|') {
        to++;
      }
      if (to == at) {
        split.append(genotype.charAt(at++));
        continue;
      }
      var number = genotype.substring(at, to);
      split.append(number.equals("0") ? "0" : number.equals(Integer.toString(allele)) ? "1" : ".");
      at = to;
    }
    return split.toString();
  }

  /// With the base before it, as VCF has it; at the beginning of a contig, or where the base before
  /// is not known, with the base behind.
  private Variant anchored(String contig, Change change, Window window, Alignment alignment) {
    var before = base(contig, change.position() - 1, window);
    var anchor = before.isEmpty() ? base(contig, change.end(), window) : before;
    return before.isEmpty()
        ? new Variant(
            contig,
            change.position(),
            change.reference() + anchor,
            change.alternate() + anchor,
            alignment)
        : new Variant(
            contig,
            change.position() - 1,
            anchor + change.reference(),
            anchor + change.alternate(),
            alignment);
  }

  private String base(String contig, int position, Window window) {
    if (position >= window.first() && position <= window.last()) {
      return window.bases().substring(position - window.first(), position - window.first() + 1);
    }
    return reference == null || position < 1 ? "" : reference.bases(contig, position, position);
  }

  private static boolean isBases(String allele) {
    return !allele.isEmpty() && allele.chars().allMatch(base -> "ACGTNacgtn".indexOf(base) >= 0);
  }
}
