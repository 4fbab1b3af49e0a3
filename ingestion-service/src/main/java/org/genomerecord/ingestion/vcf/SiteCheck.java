package org.genomerecord.ingestion.vcf;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/// Holds CHROM to FILTER of a record against the specification, the header and the bases known of
/// the assembly.
final class SiteCheck {
  private static final byte[] NON_REF = Fields.bytes("<NON_REF>");
  private static final byte[] ANY_ALLELE = Fields.bytes("<*>");
  private static final byte[] PASS = Fields.bytes("PASS");

  /// Up to so many alleles it is faster to compare each with each.
  private static final int COMPARED_ALLELES_MAX = 16;

  private final DeclaredHeader header;
  private final VcfBounds bounds;
  private final Findings findings;
  private final KnownBases knownBases;
  private final Set<String> usedContigs = new HashSet<>();
  private final int[] alleleFrom = new int[COMPARED_ALLELES_MAX];
  private final int[] alleleTo = new int[COMPARED_ALLELES_MAX];
  private ContigNames.Style style;
  private byte[] contigName = new byte[0];
  private String contigText = "";
  private String canonicalContig = "";
  private int contigBases;
  private byte[] filterBefore = new byte[0];
  private final Set<String> undeclaredAny = new HashSet<>();

  SiteCheck(DeclaredHeader header, VcfBounds bounds, Findings findings) {
    this.header = header;
    this.bounds = bounds;
    this.findings = findings;
    this.style = header.style();
    this.knownBases = KnownBases.of(header.assembly());
  }

  /// @param site whose line has as many columns as the header line; filled here
  void check(Site site) {
    contig(site);
    position(site);
    identifiers(site);
    reference(site);
    alternatives(site);
    withinContig(site);
    knownBases(site);
    quality(site);
    filter(site);
  }

  private void contig(Site site) {
    var line = site.line;
    int from = line.from(DeclaredHeader.CHROM);
    int to = line.to(DeclaredHeader.CHROM);
    if (!Arrays.equals(line.text(), from, to, contigName, 0, contigName.length)) {
      otherContig(Fields.text(line.text(), from, to), line.number());
      contigName = Arrays.copyOfRange(line.text(), from, to);
    }
    site.contig = canonicalContig;
    site.contigName = contigText;
    site.contigBases = contigBases;
  }

  private void otherContig(String name, long line) {
    if (!ContigNames.isLegal(name)) {
      throw MalformedVcf.at(line, "CHROM", ProblemCode.CONTIG_NAME_INVALID);
    }
    named(name, line, "CHROM");
    var canonical = ContigNames.canonical(name);
    if (usedContigs.add(canonical) && usedContigs.size() > bounds.contigsMax()) {
      throw MalformedVcf.at(line, "CHROM", ProblemCode.CONTIGS_TOO_MANY);
    }
    if (!header.contigs().isEmpty() && !header.contigs().containsKey(canonical)) {
      findings.warn(line, "CHROM", ProblemCode.CONTIG_UNDECLARED, canonical);
    }
    if (ContigNames.isNearlyChromosome(name)) {
      findings.warn(line, "CHROM", ProblemCode.CONTIG_NAME_UNUSUAL, canonical);
    }
    contigText = name;
    canonicalContig = canonical;
    contigBases = header.lengthOf(canonical);
    knownBases.enter(canonical, contigBases);
  }

  /// Of the file's assembly, and named as its other chromosomes are.
  private void named(String name, long line, String column) {
    if (ContigNames.assemblyOf(name).filter(it -> it != header.assembly()).isPresent()) {
      throw MalformedVcf.at(line, column, ProblemCode.ASSEMBLY_CONTRADICTION);
    }
    var itsStyle = ContigNames.style(name);
    if (itsStyle != ContigNames.Style.NEITHER) {
      if (style != ContigNames.Style.NEITHER && style != itsStyle) {
        throw MalformedVcf.at(line, column, ProblemCode.CONTIG_MIXED_NAMING);
      }
      style = itsStyle;
    }
  }

  private static void position(Site site) {
    var line = site.line;
    int from = line.from(DeclaredHeader.POS);
    int to = line.to(DeclaredHeader.POS);
    int position = Fields.wholeNumber(line.text(), from, to);
    if (position < 0) {
      throw line.text()[from] == '-' && Fields.isInteger(line.text(), from, to)
          ? MalformedVcf.at(line.number(), "POS", ProblemCode.POS_NEGATIVE)
          : MalformedVcf.at(line.number(), "POS", ProblemCode.POS_NOT_INTEGER);
    }
    site.position = position;
  }

  private void identifiers(Site site) {
    var line = site.line;
    int from = line.from(DeclaredHeader.ID);
    int to = line.to(DeclaredHeader.ID);
    if (Fields.find(line.text(), from, to, ';') < to) {
      var ids = Fields.split(Fields.text(line.text(), from, to), ';');
      var different = new HashSet<>(Arrays.asList(ids));
      if (different.contains("") || different.contains(".")) {
        findings.warn(line.number(), "ID", ProblemCode.ID_EMPTY, "");
      } else if (different.size() < ids.length) {
        findings.warn(line.number(), "ID", ProblemCode.ID_REPEATED, "");
      }
    }
    if (line.hasSpace() && Fields.find(line.text(), from, to, ' ') < to) {
      findings.warn(line.number(), "ID", ProblemCode.ID_WITH_SPACE, "");
    }
  }

  private static void reference(Site site) {
    int from = site.referenceFrom();
    int to = site.referenceTo();
    if (from == to || Fields.isPoint(site.text(), from, to)) {
      throw MalformedVcf.at(site.number(), "REF", ProblemCode.REF_EMPTY);
    }
    if (!Fields.isBases(site.text(), from, to)) {
      throw MalformedVcf.at(site.number(), "REF", ProblemCode.REF_BASE_INVALID);
    }
  }

  private void alternatives(Site site) {
    int from = site.line.from(DeclaredHeader.ALT);
    int to = site.line.to(DeclaredHeader.ALT);
    if (Fields.isPoint(site.text(), from, to)) {
      return;
    }
    int at = from;
    while (true) {
      int end = Fields.find(site.text(), at, to, ',');
      allele(site, at, end);
      if (end == to) {
        break;
      }
      at = end + 1;
    }
    if (site.alternatives > COMPARED_ALLELES_MAX) {
      refuseRepeated(site, from, to);
    }
  }

  private void allele(Site site, int from, int to) {
    var text = site.text();
    boolean mayRepeat = false;
    if (Fields.isBases(text, from, to)) {
      site.referenceOnly = false;
      site.indel |= to - from != site.referenceTo() - site.referenceFrom();
      site.padded |= to - from > 1 && site.referenceTo() - site.referenceFrom() > 1;
      if (Fields.equalIgnoringCase(text, from, to, site.referenceFrom(), site.referenceTo())) {
        throw MalformedVcf.at(site.number(), "ALT", ProblemCode.ALT_EQUALS_REF);
      }
    } else if (isAny(text, from, to)) {
      site.unspecified = true;
      site.symbol = true;
      declared(site, text[from + 1] == '*' ? "*" : "NON_REF");
    } else {
      site.referenceOnly = false;
      // From 4.4 on tandem repeats of different lengths share one symbol.
      mayRepeat = otherAllele(site, Fields.text(text, from, to)) && header.minorVersion() >= 4;
    }
    if (site.alternatives < COMPARED_ALLELES_MAX) {
      for (int before = 0; before < site.alternatives && !mayRepeat; before++) {
        if (isSame(text, from, to, alleleFrom[before], alleleTo[before])) {
          throw MalformedVcf.at(site.number(), "ALT", ProblemCode.ALT_REPEATED);
        }
      }
      alleleFrom[site.alternatives] = from;
      alleleTo[site.alternatives] = to;
    }
    site.alternatives++;
  }

  /// Of any other allele, which most lines of a gVCF have, it is said once.
  private void declared(Site site, String any) {
    if (!header.alternatives().contains(any) && undeclaredAny.add(any)) {
      findings.warn(site.number(), "ALT", ProblemCode.ALT_UNDECLARED, any);
    }
  }

  /// Bases are the same in either case; the names of symbols and contigs are not.
  private static boolean isSame(byte[] text, int from, int to, int otherFrom, int otherTo) {
    return Arrays.equals(text, from, to, text, otherFrom, otherTo)
        || (Fields.equalIgnoringCase(text, from, to, otherFrom, otherTo)
            && Fields.isBases(text, from, to));
  }

  private static boolean isAny(byte[] text, int from, int to) {
    return Arrays.equals(text, from, to, NON_REF, 0, NON_REF.length)
        || Arrays.equals(text, from, to, ANY_ALLELE, 0, ANY_ALLELE.length);
  }

  /// Whether it is a symbol.
  private boolean otherAllele(Site site, String text) {
    long line = site.number();
    return switch (Allele.read(text)
        .orElseThrow(() ->
            MalformedVcf.at(
                line,
                "ALT",
                text.indexOf('[') >= 0 || text.indexOf(']') >= 0
                    ? ProblemCode.BREAKEND_MALFORMED
                    : ProblemCode.ALT_INVALID))) {
      case Allele.Symbolic symbol -> {
        var id = symbol.id();
        site.symbol = true;
        site.spanning |= symbol.isSpanning();
        site.untoldInsertions += symbol.isInsertion() ? 1 : 0;
        if (!header.alternatives().contains(id)) {
          findings.warn(line, "ALT", ProblemCode.ALT_UNDECLARED, id);
        }
        yield true;
      }
      case Allele.Breakend(var mate, int matePosition) -> {
        site.breakend = true;
        if (mate != null) {
          mate(line, mate, matePosition);
        }
        yield false;
      }
      case Allele.Bases _, Allele.Spanned _ -> false;
    };
  }

  private void mate(long line, String name, int position) {
    named(name, line, "ALT");
    var canonical = ContigNames.canonical(name);
    int bases = header.lengthOf(canonical);
    if (bases > 0 && position > bases + 1L) {
      throw MalformedVcf.at(line, "ALT", ProblemCode.POS_BEYOND_CONTIG);
    }
    if (!header.contigs().isEmpty() && !header.contigs().containsKey(canonical)) {
      findings.warn(line, "ALT", ProblemCode.CONTIG_UNDECLARED, canonical);
    }
  }

  private void refuseRepeated(Site site, int from, int to) {
    var seen = new HashSet<String>();
    for (var allele : Fields.split(Fields.text(site.text(), from, to), ',')) {
      boolean mayRepeat = allele.startsWith("<") && header.minorVersion() >= 4;
      if (!seen.add(Site.comparable(allele)) && !mayRepeat) {
        throw MalformedVcf.at(site.number(), "ALT", ProblemCode.ALT_REPEATED);
      }
    }
  }

  private static void withinContig(Site site) {
    if (site.position == 0 && !site.breakend) {
      throw MalformedVcf.at(site.number(), "POS", ProblemCode.POS_ZERO);
    }
    boolean telomere = site.breakend && site.position == site.contigBases + 1L;
    if (site.contigBases > 0 && site.referenceEnd() > site.contigBases && !telomere) {
      throw site.position > site.contigBases
          ? MalformedVcf.at(site.number(), "POS", ProblemCode.POS_BEYOND_CONTIG)
          : MalformedVcf.at(site.number(), "REF", ProblemCode.REF_BEYOND_CONTIG);
    }
  }

  private void knownBases(Site site) {
    // Callers of structural variants write N for a base they did not look up.
    boolean structural = !site.referenceOnly && (site.symbol || site.breakend);
    if (!knownBases.agree(
        site.position, site.text(), site.referenceFrom(), site.referenceTo(), structural)) {
      throw MalformedVcf.at(site.number(), "REF", ProblemCode.REF_MISMATCH);
    }
  }

  private void quality(Site site) {
    int from = site.line.from(DeclaredHeader.QUAL);
    int to = site.line.to(DeclaredHeader.QUAL);
    if (Fields.isPoint(site.text(), from, to)) {
      return;
    }
    if (!Fields.isFloat(site.text(), from, to)) {
      throw MalformedVcf.at(site.number(), "QUAL", ProblemCode.QUAL_NOT_NUMBER);
    }
    if ((site.text()[to - 1] | 0x20) == 'n') {
      // Of the numbers of the specification only NaN ends in this letter.
      findings.warn(site.number(), "QUAL", ProblemCode.QUAL_UNDEFINED, "");
    } else if (site.text()[from] == '-') {
      findings.warn(site.number(), "QUAL", ProblemCode.QUAL_NEGATIVE, "");
    }
  }

  private void filter(Site site) {
    var text = site.text();
    int from = site.line.from(DeclaredHeader.FILTER);
    int to = site.line.to(DeclaredHeader.FILTER);
    site.passed =
        Fields.isPoint(text, from, to) || Arrays.equals(text, from, to, PASS, 0, PASS.length);
    if (site.passed || Arrays.equals(text, from, to, filterBefore, 0, filterBefore.length)) {
      return;
    }
    boolean usual = true;
    var seen = new HashSet<String>();
    for (var code : Fields.split(Fields.text(text, from, to), ';')) {
      if (code.equals("PASS")) {
        throw MalformedVcf.at(site.number(), "FILTER", ProblemCode.FILTER_PASS_AND_FAILED);
      }
      if (code.isEmpty() || code.equals(".") || code.equals("0") || code.indexOf(' ') >= 0) {
        throw MalformedVcf.at(site.number(), "FILTER", ProblemCode.FILTER_MALFORMED);
      }
      if (!seen.add(code)) {
        usual = false;
        findings.warn(site.number(), "FILTER", ProblemCode.FILTER_REPEATED, code);
      }
      if (!header.filters().contains(code)) {
        usual = false;
        findings.warn(site.number(), "FILTER", ProblemCode.FILTER_UNDECLARED, code);
      }
    }
    if (usual) {
      filterBefore = Arrays.copyOfRange(text, from, to);
    }
  }
}
