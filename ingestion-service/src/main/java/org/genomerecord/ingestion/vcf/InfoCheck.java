package org.genomerecord.ingestion.vcf;

import java.util.HashSet;

/// Holds INFO of a record against its declarations. Counts and types of annotations touch no
/// genotype, so that they are warnings; where END is wrong, so is what the record calls.
final class InfoCheck {
  /// What of INFO decides where a record ends and which allele it is.
  ///
  /// @param end last position, 0 where there is no END
  /// @param lengths SVLEN as written, empty where there is none
  record Extent(int end, String lengths) {
    private static final Extent NONE = new Extent(0, "");
  }

  private static final String COLUMN = "INFO";

  private final DeclaredHeader header;
  private final Findings findings;

  InfoCheck(DeclaredHeader header, Findings findings) {
    this.header = header;
    this.findings = findings;
  }

  Extent check(String column, Site site) {
    if (column.equals(".")) {
      return Extent.NONE;
    }
    if (header.minorVersion() < 3 && column.indexOf(' ') >= 0) {
      findings.warn(
          site.line(), COLUMN, "info-with-space", "INFO holds a space before VCF 4.3.", "");
    }
    var keys = new HashSet<String>();
    int end = 0;
    var lengths = "";
    for (var entry : Fields.split(column, ';')) {
      int equals = entry.indexOf('=');
      var key = equals < 0 ? entry : entry.substring(0, equals);
      if (key.isEmpty()) {
        findings.warn(site.line(), COLUMN, "info-entry-empty", "An INFO entry has no key.", "");
        continue;
      }
      if (!keys.add(key)) {
        repeated(key, site);
      }
      var value = equals < 0 ? "" : entry.substring(equals + 1);
      if (key.equals("END") && !value.equals(".")) {
        end = end(value, site);
      } else if (key.equals("SVLEN")) {
        lengths = value;
      }
      declared(key, equals < 0, value, site);
    }
    return new Extent(end, lengths);
  }

  private void repeated(String key, Site site) {
    if (header.minorVersion() >= 3) {
      throw MalformedVcf.at(
          site.line(), COLUMN, "info-key-repeated", "An INFO key stands twice in one record.");
    }
    findings.warn(
        site.line(), COLUMN, "info-key-repeated", "An INFO key stands twice in one record.", key);
  }

  private static int end(String value, Site site) {
    int end = Fields.wholeNumber(value);
    if (end < 0) {
      throw MalformedVcf.at(site.line(), COLUMN, "end-not-integer", "END is no whole number.");
    }
    if (end < site.position()) {
      throw MalformedVcf.at(site.line(), COLUMN, "end-before-pos", "END is before POS.");
    }
    if (site.contigBases() > 0 && end > site.contigBases()) {
      throw MalformedVcf.at(
          site.line(), COLUMN, "end-beyond-contig", "END is beyond the contig's end.");
    }
    return end;
  }

  private void declared(String key, boolean bare, String value, Site site) {
    var declared = header.info().get(key);
    if (declared == null) {
      findings.warn(site.line(), COLUMN, "info-undeclared", "An INFO key has no ##INFO line.", key);
      return;
    }
    if (declared.isFlag() != bare) {
      findings.warn(
          site.line(),
          COLUMN,
          "info-type-mismatch",
          "An INFO flag has a value, or a key that is no flag has none.",
          key);
      return;
    }
    declared
        .mismatch(value, site.alternatives().size(), 2, -1)
        .ifPresent(mismatch -> {
          switch (mismatch) {
            case TYPE ->
                findings.warn(
                    site.line(),
                    COLUMN,
                    "info-type-mismatch",
                    "An INFO value is not of its declared type.",
                    key);
            case COUNT ->
                findings.warn(
                    site.line(),
                    COLUMN,
                    "info-count-mismatch",
                    "An INFO key has not its declared number of values.",
                    key);
          }
        });
  }
}
