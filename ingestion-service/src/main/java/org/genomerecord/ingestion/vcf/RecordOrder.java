package org.genomerecord.ingestion.vcf;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/// Holds each record against those before it: sorted, none twice, and in a gVCF no position called
/// by two lines. Keeps one position's records and one extent, however long the file.
final class RecordOrder {
  private static final int IDENTITY_CHARS_MAX = 64;

  private final VcfBounds bounds;
  private final Findings findings;
  private final Set<String> leftContigs = new HashSet<>();
  private final Set<String> atPosition = new HashSet<>();
  private final RepeatedVariants variants;
  private final FirstAtPosition first = new FirstAtPosition();
  private String contig = "";
  private int position = -1;
  private long blocksEnd;
  private long callsEnd;
  private long deletionsEnd;
  private boolean gvcf;

  RecordOrder(VcfBounds bounds, Findings findings) {
    this.bounds = bounds;
    this.findings = findings;
    this.variants = new RepeatedVariants(bounds);
  }

  /// Whether any record so far was one of a gVCF.
  boolean isGvcf() {
    return gvcf;
  }

  void check(Site site) {
    if (!site.contig.equals(contig)) {
      boolean returns = leftContigs.contains(site.contig);
      if (!contig.isEmpty()) {
        leftContigs.add(contig);
      }
      startContig(site.contig);
      if (returns) {
        throw MalformedVcf.at(site.number(), "CHROM", ProblemCode.CONTIG_NOT_CONTIGUOUS);
      }
    }
    boolean goesBack = site.position < position;
    boolean repeats = site.position == position;
    if (!repeats) {
      position = site.position;
      atPosition.clear();
      first.keep(site);
    }
    if (goesBack) {
      blocksEnd = 0;
      callsEnd = 0;
      deletionsEnd = 0;
      variants.clear();
      throw MalformedVcf.at(site.number(), "POS", ProblemCode.UNSORTED);
    }
    if (repeats) {
      refuseRepeated(site);
    }
    if (variants.isRepeated(site, first, repeats)) {
      findings.warn(site.number(), null, ProblemCode.VARIANT_REPEATED, "");
    }
    overlap(site);
  }

  private void refuseRepeated(Site site) {
    if (atPosition.isEmpty()) {
      atPosition.add(bounded(first.identity()));
    }
    if (!atPosition.add(bounded(site.identity()))) {
      if (site.isInsertionUntold()) {
        // They may well be two.
        findings.warn(site.number(), null, ProblemCode.DUPLICATE_RECORD, "");
        return;
      }
      throw MalformedVcf.at(site.number(), ProblemCode.DUPLICATE_RECORD);
    }
    if (atPosition.size() > bounds.recordsPerPositionMax()) {
      throw MalformedVcf.at(site.number(), ProblemCode.RECORDS_PER_POSITION);
    }
  }

  private void startContig(String name) {
    contig = name;
    position = -1;
    atPosition.clear();
    blocksEnd = 0;
    callsEnd = 0;
    deletionsEnd = 0;
    variants.clear();
  }

  private void overlap(Site site) {
    boolean block = site.referenceOnly && (site.unspecified || site.end > 0);
    gvcf |= site.unspecified || (block && site.end > site.referenceEnd());
    if (site.patientSilent) {
      return;
    }
    boolean overlaps =
        block
            ? site.position <= blocksEnd || site.position <= callsEnd
            : site.position <= blocksEnd;
    if (block) {
      blocksEnd = Math.max(blocksEnd, site.patientReferenceEnd());
    } else if (site.unspecified) {
      callsEnd = Math.max(callsEnd, site.referenceEnd());
    } else if (!site.symbol && !site.breakend) {
      // What a structural variant describes, a block may cover as well.
      callsEnd = Math.max(callsEnd, site.position);
      deletionsEnd = Math.max(deletionsEnd, site.referenceEnd());
    }
    if (overlaps && gvcf) {
      throw MalformedVcf.at(site.number(), "POS", ProblemCode.GVCF_BLOCKS_OVERLAP);
    }
    if (block && gvcf && site.position <= deletionsEnd) {
      // Some callers go on with blocks inside a deletion: bcftools, Strelka.
      findings.warn(site.number(), "POS", ProblemCode.GVCF_BLOCKS_OVERLAP, "");
    }
  }

  /// Keeps long alleles out of memory.
  static String bounded(String identity) {
    if (identity.length() <= IDENTITY_CHARS_MAX) {
      return identity;
    }
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(identity.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every Java platform has SHA-256", absent);
    }
  }
}
