package org.genomerecord.ingestion.vcf;

import java.util.Optional;
import org.genomerecord.record.region.RegionIndex;
import org.genomerecord.record.region.TextBlocks;

/// Holds one data line after the other against the specification, the header and the lines before,
/// in this order.
final class RecordCheck {
  private final int columnCount;
  private final SiteCheck sites;
  private final InfoCheck info;
  private final GenotypeCheck genotypes;
  private final StructuralCheck structural;
  private final RecordOrder order;
  private final PromisedGenes promised;
  private final IdentitySites identity;
  private final RegionIndex.Builder index = new RegionIndex.Builder();
  private final Site site = new Site();
  private long indels;

  /// @param promised is told where the patient is called
  RecordCheck(DeclaredHeader header, VcfBounds bounds, Findings findings, PromisedGenes promised) {
    this.promised = promised;
    columnCount = header.columnCount();
    sites = new SiteCheck(header, bounds, findings);
    info = new InfoCheck(header, findings);
    genotypes = new GenotypeCheck(header, findings);
    structural = new StructuralCheck(header, findings);
    order = new RecordOrder(bounds, findings);
    identity = new IdentitySites(header.assembly());
  }

  boolean isGvcf() {
    return order.isGvcf();
  }

  /// How many sound records so far have an insertion or deletion that is written in bases.
  long indels() {
    return indels;
  }

  /// Where the records of a region begin, of a file that has no error.
  Optional<RegionIndex> index(TextBlocks blocks) {
    return index.build(blocks);
  }

  SampleProfile profile() {
    return genotypes.profile();
  }

  /// Of a file that has no error.
  Optional<IdentityGenotypes> identity() {
    return identity.genotypes(order.isGvcf());
  }

  void check(VcfLine line) {
    if (line.startsWith("#")) {
      throw MalformedVcf.at(
          line.number(),
          line.startsWith("#CHROM\t")
              ? ProblemCode.HEADER_LINE_REPEATED
              : ProblemCode.META_LINE_AFTER_HEADER);
    }
    if (line.columnCount() != columnCount) {
      throw MalformedVcf.at(line.number(), ProblemCode.COLUMN_COUNT);
    }
    for (int column = 0; column < DeclaredHeader.FIXED_COLUMNS.size(); column++) {
      // An empty REF has its own code.
      if (line.from(column) == line.to(column) && column != DeclaredHeader.REF) {
        throw MalformedVcf.at(
            line.number(),
            column == 0 ? "CHROM" : DeclaredHeader.FIXED_COLUMNS.get(column),
            ProblemCode.COLUMN_EMPTY);
      }
    }
    site.begin(line);
    sites.check(site);
    info.check(site);
    genotypes.check(site);
    structural.check(site);
    order.check(site);
    if (site.indel) {
      indels++;
    }
    index(site);
    identity.pass(site, genotypes.patientFirst(), genotypes.patientLast());
    if (!promised.isEmpty() && site.passed && genotypes.isPatientCalled()) {
      promised.called(site);
    }
  }

  private void index(Site site) {
    if (genotypes.isReachUnknown()) {
      index.giveUp();
    }
    index.add(
        site.contigName,
        site.position,
        Math.max(site.end, site.referenceEnd()),
        site.line.textOffset());
  }
}
