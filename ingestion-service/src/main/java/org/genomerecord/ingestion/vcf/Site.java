package org.genomerecord.ingestion.vcf;

import java.util.Arrays;
import java.util.Locale;

/// Where a record stands and what it calls. The same object stands for one record after the other:
/// its ranges are of the line that is being checked.
final class Site {
  VcfLine line = new VcfLine(1);

  /// Canonical name.
  String contig = "";

  /// As the file names it.
  String contigName = "";

  /// Length of the contig, 0 where unknown.
  int contigBases;

  /// 1-based; 0 for a telomere.
  int position;

  /// Last position that END, SVLEN or any sample's LEN names, 0 where there is none of them.
  int end;

  /// END as written, 0 where there is none.
  int writtenEnd;

  /// Whether samples have a length of their block each (VCF 4.5 section 1.6.2).
  boolean hasBlockLengths;

  /// Last position of the patient's block by its own LEN, 0 where that is missing.
  int patientBlockEnd;

  /// Last position of the longest block of any sample, likewise.
  int longestBlockEnd;

  /// Whether a record of several samples calls nothing of the patient.
  boolean patientSilent;

  /// Number of ALT alleles, 0 where ALT is `.`.
  int alternatives;

  /// Whether `<NON_REF>` or `<*>`, any other allele, is among them.
  boolean unspecified;

  /// Whether all it says is that nothing differs from the reference.
  boolean referenceOnly;

  /// Whether a symbol such as `<DEL>` is among them.
  boolean symbol;

  /// Whether one of those covers reference bases behind POS.
  boolean spanning;

  /// How many of them say that something is inserted, and not what.
  int untoldInsertions;

  boolean breakend;

  /// Whether an insertion or deletion that is written in bases is among them.
  boolean indel;

  /// Whether an allele is written in bases, and both it and REF have more than one.
  boolean padded;

  /// Whether it fails no filter.
  boolean passed;

  /// What INFO says of structural variants.
  final StructuralValues structural = new StructuralValues();

  void begin(VcfLine next) {
    line = next;
    end = 0;
    writtenEnd = 0;
    hasBlockLengths = false;
    patientBlockEnd = 0;
    longestBlockEnd = 0;
    patientSilent = false;
    alternatives = 0;
    unspecified = false;
    referenceOnly = true;
    symbol = false;
    spanning = false;
    untoldInsertions = 0;
    breakend = false;
    indel = false;
    padded = false;
    structural.clear();
  }

  long number() {
    return line.number();
  }

  byte[] text() {
    return line.text();
  }

  int referenceFrom() {
    return line.from(DeclaredHeader.REF);
  }

  int referenceTo() {
    return line.to(DeclaredHeader.REF);
  }

  /// As a long, since REF may go beyond what an int holds before that is refused.
  long referenceEnd() {
    return position + (long) (referenceTo() - referenceFrom()) - 1;
  }

  /// The last position that a reference block calls of the patient: by its own LEN, which END, the
  /// furthest of all samples, does not replace; where the two contradict, by the nearer.
  long patientReferenceEnd() {
    long ofBlock =
        !hasBlockLengths
            ? writtenEnd
            : writtenEnd > 0 ? Math.min(writtenEnd, patientBlockEnd) : patientBlockEnd;
    return Math.max(ofBlock, referenceEnd());
  }

  /// What makes two records at one position the same: REF, ALT in any order, and for symbols, of
  /// which many share one name, how far they reach.
  String identity() {
    return identity(text(DeclaredHeader.REF), text(DeclaredHeader.ALT), reach());
  }

  /// Whether all its alleles are symbols of insertions: two records of the same may mean different
  /// bases.
  boolean isInsertionUntold() {
    return untoldInsertions > 0 && untoldInsertions == alternatives;
  }

  /// How far a symbol reaches, empty where the record has none.
  String reach() {
    return symbol && !referenceOnly
        ? writtenEnd + "\t" + structural.text(text(), StructuralValues.StructuralKey.SVLEN)
        : "";
  }

  static String identity(String reference, String alternatives, String reach) {
    var sorted =
        Arrays.stream(Fields.split(alternatives, ',')).map(Site::comparable).sorted().toList();
    return comparable(reference) + '\t' + String.join(",", sorted) + '\t' + reach;
  }

  String text(int column) {
    return Fields.text(text(), line.from(column), line.to(column));
  }

  /// Bases are the same in either case; the names of symbols and contigs are not.
  static String comparable(String allele) {
    var bytes = Fields.bytes(allele);
    return Fields.isBases(bytes, 0, bytes.length) ? allele.toUpperCase(Locale.ROOT) : allele;
  }

  @Override
  public String toString() {
    return "Site[line=" + line.number() + "]";
  }
}
