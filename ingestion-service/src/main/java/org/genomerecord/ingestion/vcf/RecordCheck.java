package org.genomerecord.ingestion.vcf;

/// Holds one data line after the other against the specification, the header, the lines before, and
/// the reference library, in this order.
final class RecordCheck {
  private final int columnCount;
  private final SiteCheck sites;
  private final InfoCheck info;
  private final GenotypeCheck genotypes;
  private final RecordOrder order;
  private final LibraryCheck library;

  RecordCheck(DeclaredHeader header, VcfBounds bounds, Findings findings) {
    columnCount = header.columnCount();
    sites = new SiteCheck(header, bounds, findings);
    info = new InfoCheck(header, findings);
    genotypes = new GenotypeCheck(header, findings);
    order = new RecordOrder(bounds);
    library = new LibraryCheck(header);
  }

  boolean isGvcf() {
    return order.isGvcf();
  }

  void check(String text, long line) {
    if (text.startsWith("#")) {
      throw text.startsWith("#CHROM\t")
          ? MalformedVcf.at(
              line, "header-line-repeated", "A second #CHROM line stands among the data lines.")
          : MalformedVcf.at(
              line, "meta-line-after-header", "A meta-information line stands among data lines.");
    }
    if (Fields.count(text, '\t') != columnCount) {
      throw MalformedVcf.at(
          line,
          "column-count",
          "The line has not as many tab-delimited columns as the header line has.");
    }
    var columns = Fields.split(text, '\t');
    for (int column = 0; column < DeclaredHeader.FIXED_COLUMNS.size(); column++) {
      // An empty REF has its own code.
      if (columns[column].isEmpty() && column != 3) {
        throw MalformedVcf.at(
            line,
            DeclaredHeader.FIXED_COLUMNS.get(column),
            "column-empty",
            "A column is empty; a missing value is written as a point.");
      }
    }
    var site = sites.check(columns, line);
    var extent = info.check(columns[7], site);
    genotypes.check(columns, site);
    order.check(site, extent);
    library.check(columns, line);
  }
}
