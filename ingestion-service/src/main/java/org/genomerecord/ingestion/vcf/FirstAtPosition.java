package org.genomerecord.ingestion.vcf;

/// What is kept of the first record at a position, in case another follows at the same: its bytes,
/// of which text is made only then.
final class FirstAtPosition {
  private byte[] alleles = new byte[256];
  private int referenceBytes;
  private int alternativesEnd;
  private String reach = "";

  void keep(Site site) {
    int from = site.referenceFrom();
    alternativesEnd = site.line.to(DeclaredHeader.ALT) - from;
    if (alternativesEnd > alleles.length) {
      alleles = new byte[2 * alternativesEnd];
    }
    // REF and ALT stand beside each other.
    System.arraycopy(site.text(), from, alleles, 0, alternativesEnd);
    referenceBytes = site.referenceTo() - from;
    reach = site.reach();
  }

  String reference() {
    return Fields.text(alleles, 0, referenceBytes);
  }

  String alternatives() {
    return Fields.text(alleles, referenceBytes + 1, alternativesEnd);
  }

  String identity() {
    return Site.identity(reference(), alternatives(), reach);
  }
}
