package org.genomerecord.ingestion.vcf;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// Holds each record against those before it: sorted, none twice, and in a gVCF no position called
/// by two lines. Keeps one position's records and one extent, however long the file.
final class RecordOrder {
  private static final int KEY_CHARS_MAX = 64;

  private final VcfBounds bounds;
  private final Set<String> leftContigs = new HashSet<>();
  private final Set<String> atPosition = new HashSet<>();
  private String contig = "";
  private int position = -1;
  private int blocksEnd;
  private int callsEnd;
  private boolean gvcf;

  RecordOrder(VcfBounds bounds) {
    this.bounds = bounds;
  }

  /// Whether any record so far was one of a gVCF.
  boolean isGvcf() {
    return gvcf;
  }

  void check(Site site, InfoCheck.Extent extent) {
    if (!site.contig().equals(contig)) {
      boolean returns = leftContigs.contains(site.contig());
      if (!contig.isEmpty()) {
        leftContigs.add(contig);
      }
      startContig(site.contig());
      if (returns) {
        throw MalformedVcf.at(
            site.line(),
            "CHROM",
            "contig-not-contiguous",
            "The contig returns after another; sort the file (such as bcftools sort) and submit"
                + " it again.");
      }
    }
    boolean goesBack = site.position() < position;
    if (site.position() != position) {
      position = site.position();
      atPosition.clear();
    }
    if (goesBack) {
      blocksEnd = 0;
      callsEnd = 0;
      throw MalformedVcf.at(
          site.line(),
          "POS",
          "unsorted",
          "POS goes back within its contig; sort the file (such as bcftools sort) and submit it"
              + " again.");
    }
    if (!atPosition.add(key(site, extent))) {
      throw MalformedVcf.at(
          site.line(), "duplicate-record", "Another record has the same CHROM, POS, REF and ALT.");
    }
    if (atPosition.size() > bounds.recordsPerPositionMax()) {
      throw MalformedVcf.at(
          site.line(),
          "records-per-position",
          "More than %d records are at one position.".formatted(bounds.recordsPerPositionMax()));
    }
    overlap(site, extent);
  }

  private void startContig(String name) {
    contig = name;
    position = -1;
    atPosition.clear();
    blocksEnd = 0;
    callsEnd = 0;
  }

  private void overlap(Site site, InfoCheck.Extent extent) {
    gvcf |= site.hasUnspecifiedAllele();
    boolean block = site.callsReferenceOnly() && (site.hasUnspecifiedAllele() || extent.end() > 0);
    boolean overlaps =
        block
            ? site.position() <= blocksEnd || site.position() <= callsEnd
            : site.position() <= blocksEnd;
    if (block) {
      blocksEnd = Math.max(blocksEnd, Math.max(extent.end(), site.referenceEnd()));
    } else if (site.hasUnspecifiedAllele()) {
      // Structural variants and callers of other files describe what a block may cover as well.
      callsEnd = Math.max(callsEnd, site.referenceEnd());
    }
    if (overlaps && gvcf) {
      throw MalformedVcf.at(
          site.line(),
          "POS",
          "gvcf-blocks-overlap",
          "The position is called by a reference block and another line.");
    }
  }

  /// What makes two records the same. Structural variants of one symbol differ by their extent.
  private static String key(Site site, InfoCheck.Extent extent) {
    List<String> alternatives = site.alternatives().stream().sorted().toList();
    var key = site.reference() + '\t' + String.join(",", alternatives);
    if (site.hasSymbol() && !site.callsReferenceOnly()) {
      key += "\t" + extent.end() + '\t' + extent.lengths();
    }
    return key.length() <= KEY_CHARS_MAX ? key : digest(key);
  }

  /// Keeps long alleles out of memory.
  private static String digest(String key) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every Java platform has SHA-256", absent);
    }
  }
}
