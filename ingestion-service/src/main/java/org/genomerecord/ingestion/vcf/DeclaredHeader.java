package org.genomerecord.ingestion.vcf;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
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
    int sampleIndex) {
  static final List<String> FIXED_COLUMNS =
      List.of("#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO");

  /// Columns of a data line, from 0.
  static final int CHROM = 0;

  static final int POS = 1;
  static final int ID = 2;
  static final int REF = 3;
  static final int ALT = 4;
  static final int QUAL = 5;
  static final int FILTER = 6;
  static final int INFO = 7;
  static final int FORMAT = 8;

  DeclaredHeader {
    // No copyOf: those probe one key after the other where the file's texts have one hash; a hash
    // map makes a tree of them.
    info = Collections.unmodifiableMap(new HashMap<>(info));
    format = Collections.unmodifiableMap(new HashMap<>(format));
    filters = Collections.unmodifiableSet(new HashSet<>(filters));
    alternatives = Collections.unmodifiableSet(new HashSet<>(alternatives));
    contigs = Collections.unmodifiableMap(new HashMap<>(contigs));
    samples = List.copyOf(samples);
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
