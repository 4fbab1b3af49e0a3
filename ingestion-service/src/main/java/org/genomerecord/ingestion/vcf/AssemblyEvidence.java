package org.genomerecord.ingestion.vcf;

import java.util.EnumSet;
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
  private boolean foreignLength;
  private boolean otherMitochondrion;
  private boolean otherReference;

  /// @param name as it is declared; an accession of RefSeq is of one assembly
  void contigName(String name) {
    ContigNames.assemblyOf(name).ifPresent(byAccession::add);
  }

  /// @param bases the declared length
  void contig(String canonicalContig, int bases) {
    if (canonicalContig.equals(ContigNames.MITOCHONDRION)) {
      otherMitochondrion |= bases == HG19_MITOCHONDRION_BASES;
      foreignLength |= bases != HG19_MITOCHONDRION_BASES && bases != MITOCHONDRION_BASES;
      return;
    }
    if (!ContigNames.isChromosome(canonicalContig)) {
      return;
    }
    boolean known = false;
    for (var assembly : Assembly.values()) {
      if (ChromosomeLengths.of(canonicalContig, assembly).filter(it -> it == bases).isPresent()) {
        byLength.add(assembly);
        known = true;
      }
    }
    foreignLength |= !known;
  }

  void reference(String value) {
    boolean is37 = GRCH37.matcher(value).find();
    boolean is38 = GRCH38.matcher(value).find();
    if (is37 && !is38) {
      byReference.add(Assembly.GRCH37);
    } else if (is38 && !is37) {
      byReference.add(Assembly.GRCH38);
    } else if (!is37 && OTHER.matcher(value).find()) {
      otherReference = true;
    }
  }

  /// The one assembly that everything said agrees on.
  Assembly conclusion(@Nullable Assembly stated) {
    if (foreignLength) {
      throw byLength.isEmpty()
          ? MalformedVcf.inFile(ProblemCode.ASSEMBLY_UNKNOWN)
          : contradiction();
    }
    if (otherReference) {
      throw byLength.isEmpty() && byReference.isEmpty() && stated == null
          ? MalformedVcf.inFile(ProblemCode.ASSEMBLY_UNKNOWN)
          : contradiction();
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
    if (said.size() > 1 || (otherMitochondrion && !said.contains(Assembly.GRCH37))) {
      throw contradiction();
    }
    return said.iterator().next();
  }

  private static MalformedVcf contradiction() {
    return MalformedVcf.inFile(ProblemCode.ASSEMBLY_CONTRADICTION);
  }
}
