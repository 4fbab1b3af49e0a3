package org.genomerecord.ingestion.vcf;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// A sound header, as the records are held against it.
///
/// @param minorVersion the `x` of VCF 4.x
/// @param info declared INFO keys
/// @param format declared FORMAT keys
/// @param filters declared FILTER codes
/// @param alternatives declared symbolic ALT alleles
/// @param contigs canonical names of declared contigs with their lengths in bases, 0 where none is
///   declared
/// @param style how the declared chromosomes are named, where they agree
/// @param samples in file order; patient data
/// @param sampleIndex of the patient's sample, from 0
/// @param libraryLines what the library check reads as header
record DeclaredHeader(
    int minorVersion,
    Map<String, DeclaredKey> info,
    Map<String, DeclaredKey> format,
    Set<String> filters,
    Set<String> alternatives,
    Map<String, Integer> contigs,
    ContigNames.Style style,
    Assembly assembly,
    List<String> samples,
    int sampleIndex,
    List<String> libraryLines) {
  static final List<String> FIXED_COLUMNS =
      List.of("#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO");

  DeclaredHeader {
    info = Map.copyOf(info);
    format = Map.copyOf(format);
    filters = Set.copyOf(filters);
    alternatives = Set.copyOf(alternatives);
    contigs = Map.copyOf(contigs);
    samples = List.copyOf(samples);
    libraryLines = List.copyOf(libraryLines);
  }

  int columnCount() {
    return FIXED_COLUMNS.size() + 1 + samples.size();
  }

  /// In bases: as declared, otherwise as the assembly has it; 0 where neither knows.
  int lengthOf(String canonicalContig) {
    int declared = contigs.getOrDefault(canonicalContig, 0);
    return declared > 0 ? declared : ChromosomeLengths.of(canonicalContig, assembly).orElse(0);
  }

  @Override
  public String toString() {
    return "DeclaredHeader[VCFv4." + minorVersion + ", samples=" + samples.size() + "]";
  }
}
