package org.genomerecord.ingestion.vcf;

import java.util.Arrays;
import java.util.Set;
import org.genomerecord.ingestion.vcf.StructuralValues.StructuralKey;

/// Holds what a record says of structural variants against each other, and tells how far they reach
/// (VCF 4.5 section 3).
final class StructuralCheck {
  private static final String COLUMN = "INFO";
  private static final String MISSING = ".";
  private static final String TANDEM_REPEAT = "<CNV:TR>";

  /// The empty text stands for a missing one in a list of texts.
  private static final Set<String> CLAIMS = Set.of("D", "J", "DJ", MISSING, "");

  /// Before 4.4 SVLEN is how much longer the alternate is, which for a copy number is no reach.
  private static final int LENGTHS_ARE_REACHES = 4;

  private final DeclaredHeader header;
  private final Findings findings;

  StructuralCheck(DeclaredHeader header, Findings findings) {
    this.header = header;
    this.findings = findings;
  }

  /// @param site of which all columns are read; its end is moved as far as SVLEN says
  void check(Site site) {
    boolean described = site.spanning || !site.structural.isEmpty();
    if (!described && site.writtenEnd == 0) {
      return;
    }
    var alleles = described ? alleles(site) : new String[0];
    long reach = site.spanning ? reach(site, alleles) : 0;
    if (site.spanning && reach == 0 && site.writtenEnd == 0) {
      findings.warn(site.number(), COLUMN, ProblemCode.STRUCTURAL_REACH_MISSING, "");
    }
    if (site.writtenEnd > 0 && isContradicted(site, alleles, reach)) {
      findings.warn(site.number(), COLUMN, ProblemCode.END_CONTRADICTION, "");
    }
    if (described && header.minorVersion() >= LENGTHS_ARE_REACHES) {
      claims(site, alleles);
      repeats(site, alleles);
    }
  }

  private static String[] alleles(Site site) {
    int from = site.line.from(DeclaredHeader.ALT);
    return Fields.split(Fields.text(site.text(), from, site.line.to(DeclaredHeader.ALT)), ',');
  }

  private static boolean isSpanning(String allele) {
    return Allele.read(allele)
        .filter(it -> it instanceof Allele.Symbolic symbol && symbol.isSpanning())
        .isPresent();
  }

  /// The furthest that SVLEN says, 0 where it says nothing.
  private long reach(Site site, String[] alleles) {
    var lengths = site.structural.values(site.text(), StructuralKey.SVLEN);
    // Before 4.4 a list may have one value for all.
    boolean paired = lengths.length == alleles.length;
    long longest = 0;
    for (int at = 0; at < lengths.length; at++) {
      if (!paired || isSpanning(alleles[at])) {
        longest = Math.max(longest, length(site, lengths[at]));
      }
    }
    if (longest == 0) {
      return 0;
    }
    long reach = site.position + longest;
    long last = site.contigBases > 0 ? site.contigBases : Integer.MAX_VALUE;
    boolean isReach = header.minorVersion() >= LENGTHS_ARE_REACHES || site.writtenEnd == 0;
    if (reach > last && isReach) {
      throw MalformedVcf.at(site.number(), COLUMN, ProblemCode.END_BEYOND_CONTIG);
    }
    site.end = (int) Math.max(site.end, Math.min(reach, last));
    return reach;
  }

  private long length(Site site, String written) {
    var bytes = Fields.bytes(written);
    if (Fields.isInteger(bytes, 0, bytes.length)) {
      return Math.abs(Long.parseLong(written));
    }
    if (!written.equals(MISSING) && header.minorVersion() >= LENGTHS_ARE_REACHES) {
      throw MalformedVcf.at(site.number(), COLUMN, ProblemCode.SVLEN_NOT_INTEGER);
    }
    return 0;
  }

  private boolean isContradicted(Site site, String[] alleles, long reach) {
    boolean basesOnly = !site.referenceOnly && !site.symbol && !site.breakend;
    long behind = site.writtenEnd - site.referenceEnd();
    if (behind < 0 || basesOnly) {
      // Some callers count from the base before a deletion.
      return behind != 0 && !(behind == 1 && site.indel);
    }
    return header.minorVersion() >= LENGTHS_ARE_REACHES
        ? isOtherThanFurthest(site, reach)
        : isOtherThanDeleted(site, alleles, reach);
  }

  /// END is the furthest of what REF, SVLEN and LEN say (VCF 4.5 section 1.6.1). Where one of the
  /// last two is not told, it may be further.
  private static boolean isOtherThanFurthest(Site site, long reach) {
    if (reach == 0 && site.longestBlockEnd == 0) {
      return false;
    }
    long told = Math.max(site.referenceEnd(), Math.max(reach, site.longestBlockEnd));
    boolean isAll =
        (reach > 0 || !site.spanning) && (site.longestBlockEnd > 0 || !site.unspecified);
    return site.writtenEnd < told || (isAll && site.writtenEnd > told);
  }

  /// Before 4.4 the lengths of a deletion alone tell its end. Some callers count its first base,
  /// others do not.
  private static boolean isOtherThanDeleted(Site site, String[] alleles, long reach) {
    return reach > 0
        && alleles.length == 1
        && kind(alleles[0]).equals("DEL")
        && Math.abs(site.writtenEnd - reach) > 1;
  }

  private void claims(Site site, String[] alleles) {
    var claims = site.structural.values(site.text(), StructuralKey.SVCLAIM);
    if (!CLAIMS.containsAll(Arrays.asList(claims))) {
      findings.warn(
          site.number(),
          COLUMN,
          ProblemCode.STRUCTURAL_CLAIM_UNUSUAL,
          StructuralKey.SVCLAIM.name());
    }
    for (int at = 0; at < alleles.length; at++) {
      var claim = at < claims.length ? claims[at] : MISSING;
      if ((claim.equals(MISSING) || claim.isEmpty()) && needsClaim(alleles[at])) {
        findings.warn(site.number(), COLUMN, ProblemCode.STRUCTURAL_CLAIM_UNUSUAL, "");
        return;
      }
    }
  }

  private static boolean needsClaim(String allele) {
    var kind = kind(allele);
    return kind.equals("DEL") || kind.equals("DUP");
  }

  /// The `DEL` of `<DEL:ME>`; empty for what is no symbol.
  private static String kind(String allele) {
    return Allele.read(allele)
        .map(it -> it instanceof Allele.Symbolic symbol ? symbol.kind() : "")
        .orElse("");
  }

  /// RN says how many repeats each allele has, and so how many values there are of each.
  private void repeats(Site site, String[] alleles) {
    var text = site.text();
    var numbers = site.structural.values(text, StructuralKey.RN);
    long repeats = Arrays.stream(alleles).filter(TANDEM_REPEAT::equals).count();
    if (numbers.length == 0 && repeats == 0) {
      return;
    }
    long expected =
        numbers.length == 0
            ? repeats
            : Arrays.stream(numbers).mapToLong(it -> Math.max(0, Fields.wholeNumber(it))).sum();
    for (var key :
        new StructuralKey[] {
          StructuralKey.RUS, StructuralKey.RUL, StructuralKey.RUC, StructuralKey.RB
        }) {
      int values = site.structural.values(text, key).length;
      if (values > 0 && values != expected) {
        findings.warn(site.number(), COLUMN, ProblemCode.REPEAT_COUNT_MISMATCH, key.name());
      }
    }
  }
}
