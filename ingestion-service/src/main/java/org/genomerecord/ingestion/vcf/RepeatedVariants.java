package org.genomerecord.ingestion.vcf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds one variant on two lines that are not the same: with other bases before or behind it, or
/// beside other alleles. An allele without the bases that it shares with REF may begin behind POS,
/// so that it is kept until the records have passed it.
final class RepeatedVariants {
  private final VcfBounds bounds;
  private final Set<String> kept = new HashSet<>();
  private long keptEnd;
  private boolean firstKept;

  /// @param bounds of more variants at once than records at a position none is found
  RepeatedVariants(VcfBounds bounds) {
    this.bounds = bounds;
  }

  /// At another contig.
  void clear() {
    kept.clear();
    keptEnd = 0;
    firstKept = false;
  }

  /// Whether a record calls a variant that one before it called. Most records have neither company
  /// nor bases to spare and are not looked at.
  ///
  /// @param first the first record at its position
  /// @param repeats whether the record is another one at the position of the one before
  boolean isRepeated(Site site, FirstAtPosition first, boolean repeats) {
    if (site.position > keptEnd && !kept.isEmpty()) {
      clear();
    }
    if (!repeats) {
      firstKept = false;
    }
    if (!repeats && !site.padded && kept.isEmpty()) {
      return false;
    }
    if (repeats && !firstKept) {
      keep(variants(site.position, first.reference(), first.alternatives()));
    }
    firstKept = true;
    return keep(
        variants(site.position, site.text(DeclaredHeader.REF), site.text(DeclaredHeader.ALT)));
  }

  private boolean keep(List<String> variants) {
    boolean repeated = variants.stream().anyMatch(kept::contains);
    if (kept.size() + variants.size() <= bounds.recordsPerPositionMax()) {
      kept.addAll(variants);
    }
    return repeated;
  }

  /// None of a record with more or longer alleles than are compared: REF is read for each of them.
  private List<String> variants(int position, String reference, String alternatives) {
    var alleles = Fields.split(alternatives, ',');
    if (alleles.length >= bounds.comparedAllelesMax() || isLong(reference)) {
      return List.of();
    }
    var variants = new ArrayList<String>();
    var upper = reference.toUpperCase(Locale.ROOT);
    for (var allele : alleles) {
      if (isLong(allele)) {
        return List.of();
      }
      var bytes = Fields.bytes(allele);
      if (Fields.isBases(bytes, 0, bytes.length)) {
        variants.add(trimmed(position, upper, allele.toUpperCase(Locale.ROOT)));
      }
    }
    return variants;
  }

  private boolean isLong(String allele) {
    return allele.length() > bounds.comparedBasesMax();
  }

  /// Without what both end with, then what both begin with, down to one base each.
  private String trimmed(int position, String reference, String alternative) {
    int shorter = Math.min(reference.length(), alternative.length());
    int behind = 0;
    while (behind < shorter - 1
        && reference.charAt(reference.length() - 1 - behind)
            == alternative.charAt(alternative.length() - 1 - behind)) {
      behind++;
    }
    int before = 0;
    while (before < shorter - behind - 1
        && reference.charAt(before) == alternative.charAt(before)) {
      before++;
    }
    keptEnd = Math.max(keptEnd, (long) position + before);
    return RecordOrder.bounded(
        position
            + before
            + "\t"
            + reference.substring(before, reference.length() - behind)
            + "\t"
            + alternative.substring(before, alternative.length() - behind));
  }
}
