package org.genomerecord.ingestion.vcf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Holds CHROM to FILTER of a record against the specification and the header.
final class SiteCheck {
  private final DeclaredHeader header;
  private final VcfBounds bounds;
  private final Findings findings;
  private final Set<String> usedContigs = new HashSet<>();
  private ContigNames.Style style;
  private String contigName = "";
  private String canonicalContig = "";
  private int contigBases;

  SiteCheck(DeclaredHeader header, VcfBounds bounds, Findings findings) {
    this.header = header;
    this.bounds = bounds;
    this.findings = findings;
    this.style = header.style();
  }

  /// @param columns all columns of the line, as many as the header line has
  Site check(String[] columns, long line) {
    contig(columns[0], line);
    int position = position(columns[1], line);
    if (columns[2].indexOf(' ') >= 0) {
      findings.warn(line, "ID", "id-with-space", "An ID holds a space.", "");
    }
    var reference = columns[3].toUpperCase(Locale.ROOT);
    if (reference.isEmpty() || reference.equals(".")) {
      throw MalformedVcf.at(line, "REF", "ref-empty", "REF is required.");
    }
    if (!Allele.isBases(reference)) {
      throw MalformedVcf.at(
          line, "REF", "ref-base-invalid", "REF holds something other than A, C, G, T and N.");
    }
    var alternatives = new ArrayList<String>();
    var alleles = alleles(columns[4], reference, line, alternatives);
    var site =
        new Site(line, canonicalContig, contigBases, position, reference, alternatives, alleles);
    withinContig(site);
    if (!columns[5].equals(".") && !Fields.isFloat(columns[5])) {
      throw MalformedVcf.at(line, "QUAL", "qual-not-number", "QUAL is no number.");
    }
    filter(columns[6], line);
    return site;
  }

  private void contig(String name, long line) {
    if (name.equals(contigName)) {
      return;
    }
    if (!ContigNames.isLegal(name)) {
      throw MalformedVcf.at(line, "CHROM", "contig-name-invalid", "CHROM is no legal name.");
    }
    var canonical = ContigNames.canonical(name);
    var itsStyle = ContigNames.style(name);
    if (itsStyle != ContigNames.Style.NEITHER) {
      if (style != ContigNames.Style.NEITHER && style != itsStyle) {
        throw MalformedVcf.at(
            line,
            "CHROM",
            "contig-mixed-naming",
            "Chromosomes are named both with chr and without.");
      }
      style = itsStyle;
    }
    if (usedContigs.add(canonical) && usedContigs.size() > bounds.contigsMax()) {
      throw MalformedVcf.at(
          line,
          "CHROM",
          "contigs-too-many",
          "The records are on more than %d contigs.".formatted(bounds.contigsMax()));
    }
    if (!header.contigs().isEmpty() && !header.contigs().containsKey(canonical)) {
      findings.warn(
          line, "CHROM", "contig-undeclared", "The contig has no ##contig line.", canonical);
    }
    contigName = name;
    canonicalContig = canonical;
    contigBases = header.lengthOf(canonical);
  }

  private static int position(String text, long line) {
    int position = Fields.wholeNumber(text);
    if (position >= 0) {
      return position;
    }
    if (text.startsWith("-") && Fields.isInteger(text)) {
      throw MalformedVcf.at(line, "POS", "pos-negative", "POS is negative.");
    }
    throw MalformedVcf.at(
        line, "POS", "pos-not-integer", "POS is no whole number of plain digits up to 2147483647.");
  }

  private List<Allele> alleles(
      String column, String reference, long line, List<String> alternatives) {
    if (column.equals(".")) {
      return List.of();
    }
    var alleles = new ArrayList<Allele>();
    var seen = new HashSet<String>();
    for (var text : Fields.split(column, ',')) {
      var allele =
          Allele.read(text)
              .orElseThrow(() ->
                  MalformedVcf.at(
                      line,
                      "ALT",
                      text.indexOf('[') >= 0 || text.indexOf(']') >= 0
                          ? "breakend-malformed"
                          : "alt-invalid",
                      "An ALT allele is neither bases, *, a symbol nor a breakend."));
      var written = allele instanceof Allele.Bases ? text.toUpperCase(Locale.ROOT) : text;
      if (written.equals(reference)) {
        throw MalformedVcf.at(line, "ALT", "alt-equals-ref", "An ALT allele equals REF.");
      }
      // From 4.4 on tandem repeats of different lengths share one symbol.
      boolean mayRepeat = allele instanceof Allele.Symbolic && header.minorVersion() >= 4;
      if (!seen.add(written) && !mayRepeat) {
        throw MalformedVcf.at(line, "ALT", "alt-repeated", "An ALT allele is listed twice.");
      }
      declared(allele, line);
      alternatives.add(written);
      alleles.add(allele);
    }
    return alleles;
  }

  private void declared(Allele allele, long line) {
    switch (allele) {
      case Allele.Symbolic symbol -> {
        if (!symbol.isUnspecified() && !header.alternatives().contains(symbol.id())) {
          findings.warn(
              line, "ALT", "alt-undeclared", "A symbolic ALT has no ##ALT line.", symbol.id());
        }
      }
      case Allele.Breakend(var mate, int matePosition) when mate != null -> {
        var canonical = ContigNames.canonical(mate);
        int bases = header.lengthOf(canonical);
        if (bases > 0 && matePosition > bases + 1L) {
          throw MalformedVcf.at(
              line, "ALT", "pos-beyond-contig", "A breakend's mate is beyond its contig.");
        }
        if (!header.contigs().isEmpty() && !header.contigs().containsKey(canonical)) {
          findings.warn(
              line, "ALT", "contig-undeclared", "A mate's contig has no ##contig line.", canonical);
        }
      }
      case Allele.Breakend _, Allele.Bases _, Allele.Spanned _ -> {}
    }
  }

  private static void withinContig(Site site) {
    boolean breakend = site.alleles().stream().anyMatch(Allele.Breakend.class::isInstance);
    if (site.position() == 0 && !breakend) {
      throw MalformedVcf.at(
          site.line(), "POS", "pos-zero", "POS 0 is only for the breakend of a telomere.");
    }
    long end = site.position() + (long) site.reference().length() - 1;
    boolean telomere = breakend && site.position() == site.contigBases() + 1L;
    if (site.contigBases() > 0 && end > site.contigBases() && !telomere) {
      throw site.position() > site.contigBases()
          ? MalformedVcf.at(
              site.line(), "POS", "pos-beyond-contig", "POS is beyond the contig's end.")
          : MalformedVcf.at(
              site.line(), "REF", "ref-beyond-contig", "REF goes beyond the contig's end.");
    }
  }

  private void filter(String column, long line) {
    if (column.equals(".") || column.equals("PASS")) {
      return;
    }
    for (var code : Fields.split(column, ';')) {
      if (code.equals("PASS")) {
        throw MalformedVcf.at(
            line, "FILTER", "filter-pass-and-failed", "PASS stands beside a failed filter.");
      }
      if (code.isEmpty() || code.equals(".") || code.equals("0") || code.indexOf(' ') >= 0) {
        throw MalformedVcf.at(
            line, "FILTER", "filter-malformed", "A FILTER code is empty or not allowed.");
      }
      if (!header.filters().contains(code)) {
        findings.warn(
            line, "FILTER", "filter-undeclared", "A FILTER code has no ##FILTER line.", code);
      }
    }
  }
}
