package org.genomerecord.ingestion.vcf;

import java.util.BitSet;

/// Holds FORMAT and all samples of a record against the specification: a broken column of another
/// sample breaks the file too.
final class GenotypeCheck {
  private static final int DIPLOID = 2;

  /// What is counted by genotypes grows with their alleles; nobody has as many of anything.
  private static final int ALLELES_MAX = 16;

  /// VCF 4.5 says what a list of local alleles is; others use its name before.
  private static final int LISTS_LOCAL_ALLELES = 5;

  private final DeclaredHeader header;
  private final Findings findings;
  private final SampleCalls calls;
  private final int patientColumn;
  private FormatKeys keys;
  private int patientFirst;
  private int patientLast;

  /// Of the sample that is being checked: its local alleles, and whether it lists them.
  private final BitSet localAlleles = new BitSet();

  private boolean listsLocalAlleles;

  /// How many of its keys of phase sets have a value.
  private int phaseSets;

  GenotypeCheck(DeclaredHeader header, Findings findings) {
    this.header = header;
    this.findings = findings;
    this.calls = new SampleCalls(header.assembly());
    this.patientColumn = DeclaredHeader.FORMAT + 1 + header.sampleIndex();
    this.keys = FormatKeys.none(header);
  }

  /// @param site whose line has as many columns as the header line
  void check(Site site) {
    keys = keys.of(site, header, findings);
    patientFirst = -1;
    patientLast = -1;
    site.hasBlockLengths = keys.blockLengthAt >= 0;
    int columns = site.line.columnCount();
    for (int column = DeclaredHeader.FORMAT + 1; column < columns; column++) {
      sample(site, column);
    }
    // From 4.5 on a record may be about others, within a block of the patient's.
    site.patientSilent =
        header.minorVersion() >= 5
            && header.samples().size() > 1
            && patientFirst < 0
            && patientLast < 0;
  }

  /// Whether the patient's genotype in the record checked last has no allele missing.
  boolean isPatientCalled() {
    return patientFirst >= 0 && patientLast >= 0;
  }

  /// Index of the first allele of that genotype, -1 where it is not called.
  int patientFirst() {
    return patientFirst;
  }

  /// Index of its last allele, likewise; that of the first where there is only one.
  int patientLast() {
    return patientLast;
  }

  /// Whether the record checked last may reach further than its site says.
  boolean isReachUnknown() {
    return keys.lengthUnread;
  }

  SampleProfile profile() {
    return calls.profile();
  }

  private void sample(Site site, int column) {
    var text = site.text();
    int from = site.line.from(column);
    int to = site.line.to(column);
    if (from == to) {
      if (keys.localAllelesAt == 0 && header.minorVersion() >= LISTS_LOCAL_ALLELES) {
        // An empty list of local alleles, and all behind it left out.
        return;
      }
      throw malformed(site, column, ProblemCode.SAMPLE_EMPTY);
    }
    if (keys.isNone() && Fields.isPoint(text, from, to)) {
      return;
    }
    int ploidy = DIPLOID;
    phaseSets = 0;
    listsLocalAlleles = false;
    int localAlternatives =
        keys.localAllelesAt >= 0 ? localAlternatives(site, column, from, to) : -1;
    int at = from;
    for (int key = 0; ; key++) {
      if (key == keys.count()) {
        throw malformed(site, column, ProblemCode.SAMPLE_VALUES_TOO_MANY);
      }
      int end = Fields.find(text, at, to, ':');
      if (key == 0 && keys.genotype) {
        if (!Fields.isPoint(text, at, end)) {
          ploidy = genotype(site, column, at, end);
        }
      } else {
        value(site, column, key, at, end, ploidy, localAlternatives);
      }
      if (end == to) {
        return;
      }
      at = end + 1;
    }
  }

  /// The number of alleles of a genotype that is whole and within ALT.
  private int genotype(Site site, int column, int from, int to) {
    var text = site.text();
    int alleles = 0;
    boolean called = false;
    boolean unlisted = false;
    int first = -1;
    int last = -1;
    int at = from;
    // From 4.4 on the first allele may have its own phase mark.
    if (header.minorVersion() >= 4 && to - from > 1 && isPhaseMark(text[from])) {
      at++;
    }
    while (true) {
      int begin = at;
      while (at < to && !isPhaseMark(text[at])) {
        at++;
      }
      int index = -1;
      if (!Fields.isPoint(text, begin, at)) {
        index = Fields.wholeNumber(text, begin, at);
        if (index < 0) {
          throw malformed(site, column, ProblemCode.GENOTYPE_MALFORMED);
        }
        if (index > site.alternatives) {
          throw malformed(site, column, ProblemCode.GENOTYPE_INDEX_BEYOND_ALT);
        }
        called = true;
        unlisted |= listsLocalAlleles && index > 0 && !localAlleles.get(index);
      }
      if (alleles == ALLELES_MAX) {
        throw malformed(site, column, ProblemCode.GENOTYPE_ALLELES_TOO_MANY);
      }
      first = alleles == 0 ? index : first;
      last = index;
      alleles++;
      if (at == to) {
        break;
      }
      at++;
    }
    if (column == patientColumn) {
      patientFirst = first;
      patientLast = last;
      calls.count(site, first, last);
    }
    if (unlisted && header.minorVersion() >= LISTS_LOCAL_ALLELES) {
      warn(site, column, ProblemCode.LOCAL_ALLELES_INCOMPLETE, "");
    }
    if (alleles != DIPLOID) {
      ploidy(site, column, alleles, called);
    }
    return alleles;
  }

  private void ploidy(Site site, int column, int alleles, boolean called) {
    boolean autosome = ContigNames.isAutosome(site.contig);
    boolean sexOrMitochondrion =
        ContigNames.isChromosome(site.contig) || site.contig.equals(ContigNames.MITOCHONDRION);
    if (alleles > DIPLOID) {
      if (autosome || sexOrMitochondrion) {
        throw malformed(site, column, ProblemCode.PLOIDY_IMPOSSIBLE);
      }
      warn(site, column, ProblemCode.PLOIDY_UNUSUAL, "");
    } else if (autosome && called) {
      warn(site, column, ProblemCode.PLOIDY_UNUSUAL, "");
    }
  }

  /// The length of the sample's list of local alleles (VCF 4.5 section 1.6.2), -1 where it has
  /// none.
  private int localAlternatives(Site site, int column, int from, int to) {
    var text = site.text();
    int at = from;
    int end = Fields.find(text, at, to, ':');
    for (int key = 0; key < keys.localAllelesAt; key++) {
      if (end == to) {
        return -1;
      }
      at = end + 1;
      end = Fields.find(text, at, to, ':');
    }
    if (Fields.isPoint(text, at, end)) {
      return 0;
    }
    localAlleles.clear();
    listsLocalAlleles = true;
    if (at == end) {
      return 0;
    }
    while (true) {
      int comma = Fields.find(text, at, end, ',');
      int allele = Fields.wholeNumber(text, at, comma);
      if (allele < 1 || allele > site.alternatives || localAlleles.get(allele)) {
        throw malformed(site, column, ProblemCode.LOCAL_ALLELES_BEYOND_ALT);
      }
      localAlleles.set(allele);
      if (comma == end) {
        return localAlleles.cardinality();
      }
      at = comma + 1;
    }
  }

  private void value(
      Site site, int column, int key, int from, int to, int ploidy, int localAlternatives) {
    if (key == keys.blockLengthAt) {
      blockLength(site, column, from, to);
    }
    if ((key == keys.phaseSetAt || key == keys.phaseListAt) && !isMissing(site, from, to)) {
      phaseSets++;
      if (phaseSets > 1) {
        warn(site, column, ProblemCode.PHASE_SET_CONTRADICTION, "");
      }
    }
    var declared = keys.declared(key);
    // The list of local alleles is empty where all is the reference.
    if (declared == null || (key == keys.localAllelesAt && from == to)) {
      return;
    }
    switch (declared.mismatch(
        site.text(), from, to, site.alternatives, ploidy, localAlternatives)) {
      case NONE -> {}
      case TYPE -> {
        // Phase is part of the genotype.
        if (key == keys.phaseSetAt) {
          throw malformed(site, column, ProblemCode.PHASE_SET_MALFORMED);
        }
        warn(site, column, ProblemCode.FORMAT_TYPE_MISMATCH, declared.id());
      }
      case COUNT -> warn(site, column, ProblemCode.FORMAT_COUNT_MISMATCH, declared.id());
      case IMPOSSIBLE -> warn(site, column, ProblemCode.VALUE_IMPOSSIBLE, declared.id());
    }
  }

  /// How far a reference block reaches decides what it calls.
  private void blockLength(Site site, int column, int from, int to) {
    if (Fields.isPoint(site.text(), from, to)) {
      return;
    }
    int bases = Fields.wholeNumber(site.text(), from, to);
    if (bases < 1) {
      throw malformed(site, column, ProblemCode.BLOCK_LENGTH_MALFORMED);
    }
    long end = (long) site.position + bases - 1;
    if (end > (site.contigBases > 0 ? site.contigBases : Integer.MAX_VALUE)) {
      throw malformed(site, column, ProblemCode.BLOCK_BEYOND_CONTIG);
    }
    site.end = Math.max(site.end, (int) end);
    site.longestBlockEnd = Math.max(site.longestBlockEnd, (int) end);
    if (column == patientColumn) {
      site.patientBlockEnd = (int) end;
    }
  }

  /// A point, or a list of points.
  private static boolean isMissing(Site site, int from, int to) {
    for (int at = from; at < to; at++) {
      if (site.text()[at] != '.' && site.text()[at] != ',') {
        return false;
      }
    }
    return true;
  }

  private static boolean isPhaseMark(byte character) {
    return character == '/' || character == '|';
  }

  private void warn(Site site, int column, ProblemCode code, String subject) {
    findings.warn(site.number(), name(column), code, subject);
  }

  private static MalformedVcf malformed(Site site, int column, ProblemCode code) {
    return MalformedVcf.at(site.number(), name(column), code);
  }

  private static String name(int column) {
    return "sample " + (column - DeclaredHeader.FORMAT);
  }
}
