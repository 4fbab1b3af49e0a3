package org.genomerecord.ingestion.vcf;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a header and its submission say about the assembly. A path that names a reference file is
/// read for the names that the assemblies go by; contig lengths are the stronger word.
final class AssemblyEvidence {
  private static final Pattern GRCH37 =
      Pattern.compile(
          "grch37|hg19|hs37d5|g1k_v37|(?<![a-z0-9])b37(?![0-9])|hs37|assembly19(?![0-9])"
              + "|gc[af]_000001405\\.(1[34]|2[0-5])(?![0-9])",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern GRCH38 =
      Pattern.compile(
          "grch38|hg38|hs38|(?<![a-z0-9])b38(?![0-9])|assembly38(?![0-9])"
              + "|gca_000001405\\.(1[5-9]|2[0-9])(?![0-9])|gcf_000001405\\.(2[6-9]|[34][0-9])(?![0-9])",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern OTHER =
      Pattern.compile(
          "hg1[678](?![0-9])|ncbi3[56]|grch36|(?<![a-z0-9])b36(?![0-9])|g1k_v36|chm13|(?<![a-z0-9])hs1(?![0-9])"
              + "|grcm3[89]|(?<![a-z])mm(9|10|39)(?![0-9])",
          Pattern.CASE_INSENSITIVE);

  private static final int MITOCHONDRION_BASES = 16_569;

  /// NC_001807.4, which UCSC's hg19 has beside the chromosomes of GRCh37.
  private static final int HG19_MITOCHONDRION_BASES = 16_571;

  private final Set<Assembly> byAccession = EnumSet.noneOf(Assembly.class);
  private final Set<Assembly> byLength = EnumSet.noneOf(Assembly.class);
  private final Set<Assembly> byReference = EnumSet.noneOf(Assembly.class);

  /// Where each assembly was told of first.
  private final Map<Assembly, Long> firstLines = new EnumMap<>(Assembly.class);

  private @Nullable Long foreignLength;
  private @Nullable Long otherMitochondrion;
  private @Nullable Long otherReference;
  private long line;

  /// @param number of the line that what comes next stands in
  void atLine(long number) {
    this.line = number;
  }

  private void tells(Set<Assembly> by, Assembly assembly) {
    by.add(assembly);
    firstLines.putIfAbsent(assembly, line);
  }

  private Long firstOr(@Nullable Long before) {
    return Objects.requireNonNullElse(before, line);
  }

  /// @param name as it is declared; an accession of RefSeq is of one assembly
  void contigName(String name) {
    ContigNames.assemblyOf(name).ifPresent(assembly -> tells(byAccession, assembly));
  }

  /// @param bases the declared length
  void contig(String canonicalContig, int bases) {
    if (canonicalContig.equals(ContigNames.MITOCHONDRION)) {
      if (bases == HG19_MITOCHONDRION_BASES) {
        otherMitochondrion = firstOr(otherMitochondrion);
      } else if (bases != MITOCHONDRION_BASES) {
        foreignLength = firstOr(foreignLength);
      }
      return;
    }
    if (!ContigNames.isChromosome(canonicalContig)) {
      return;
    }
    boolean known = false;
    for (var assembly : Assembly.values()) {
      if (ChromosomeLengths.of(canonicalContig, assembly).filter(it -> it == bases).isPresent()) {
        tells(byLength, assembly);
        known = true;
      }
    }
    if (!known) {
      foreignLength = firstOr(foreignLength);
    }
  }

  void reference(String value) {
    boolean is37 = GRCH37.matcher(value).find();
    boolean is38 = GRCH38.matcher(value).find();
    if (is37 && !is38) {
      tells(byReference, Assembly.GRCH37);
    } else if (is38 && !is37) {
      tells(byReference, Assembly.GRCH38);
    } else if (!is37 && OTHER.matcher(value).find()) {
      otherReference = firstOr(otherReference);
    }
  }

  /// The one assembly that everything said agrees on.
  Assembly conclusion(@Nullable Assembly stated) {
    if (foreignLength != null) {
      throw byLength.isEmpty()
          ? MalformedVcf.at(foreignLength, ProblemCode.ASSEMBLY_UNKNOWN)
          : contradiction(foreignLength);
    }
    if (otherReference != null) {
      throw byLength.isEmpty() && byReference.isEmpty() && stated == null
          ? MalformedVcf.at(otherReference, ProblemCode.ASSEMBLY_UNKNOWN)
          : contradiction(otherReference);
    }
    var said = EnumSet.noneOf(Assembly.class);
    said.addAll(byAccession);
    said.addAll(byLength);
    said.addAll(byReference);
    if (stated != null) {
      said.add(stated);
    }
    if (said.isEmpty()) {
      throw MalformedVcf.inFile(ProblemCode.ASSEMBLY_UNKNOWN);
    }
    if (said.size() > 1) {
      throw contradiction(Collections.max(firstLines.values()));
    }
    if (otherMitochondrion != null && !said.contains(Assembly.GRCH37)) {
      throw contradiction(otherMitochondrion);
    }
    return said.iterator().next();
  }

  private static MalformedVcf contradiction(long at) {
    return MalformedVcf.at(at, ProblemCode.ASSEMBLY_CONTRADICTION);
  }
}
