package org.genomerecord.ingestion.vcf;

import java.util.HashSet;
import java.util.List;

/// Holds FORMAT and all samples of a record against the specification: a broken column of another
/// sample breaks the file too.
final class GenotypeCheck {
  private static final String GENOTYPE = "GT";
  private static final String LOCAL_ALLELES = "LAA";
  private static final String PHASE_SET = "PS";
  private static final int DIPLOID = 2;

  private final DeclaredHeader header;
  private final Findings findings;

  GenotypeCheck(DeclaredHeader header, Findings findings) {
    this.header = header;
    this.findings = findings;
  }

  /// @param columns all columns of the line, as many as the header line has
  void check(String[] columns, Site site) {
    int formatAt = DeclaredHeader.FIXED_COLUMNS.size();
    var keys = keys(columns[formatAt], site);
    for (int sample = 1; formatAt + sample < columns.length; sample++) {
      sample(columns[formatAt + sample], keys, site, sample);
    }
  }

  private List<String> keys(String column, Site site) {
    if (column.equals(".")) {
      return List.of();
    }
    var keys = List.of(Fields.split(column, ':'));
    if (keys.contains("")) {
      throw MalformedVcf.at(site.line(), "FORMAT", "format-empty", "A FORMAT key is empty.");
    }
    if (keys.indexOf(GENOTYPE) > 0) {
      throw MalformedVcf.at(
          site.line(), "FORMAT", "gt-not-first", "GT is not the first FORMAT key.");
    }
    if (new HashSet<>(keys).size() < keys.size()) {
      throw MalformedVcf.at(
          site.line(), "FORMAT", "format-key-repeated", "A FORMAT key stands twice.");
    }
    for (var key : keys) {
      if (!header.format().containsKey(key)) {
        findings.warn(
            site.line(), "FORMAT", "format-undeclared", "A FORMAT key has no ##FORMAT line.", key);
      }
    }
    return keys;
  }

  private void sample(String column, List<String> keys, Site site, int sample) {
    if (column.isEmpty()) {
      throw malformed(site, sample, "sample-empty", "A sample's column is empty.");
    }
    if (keys.isEmpty() && column.equals(".")) {
      return;
    }
    var values = Fields.split(column, ':');
    if (values.length > keys.size()) {
      throw malformed(
          site, sample, "sample-values-too-many", "A sample has more values than FORMAT has keys.");
    }
    int ploidy = DIPLOID;
    if (keys.getFirst().equals(GENOTYPE) && !values[0].equals(".")) {
      ploidy = genotype(values[0], site, sample);
    }
    int localAlternatives = localAlternatives(values, keys, site, sample);
    for (int at = 0; at < values.length; at++) {
      if (!keys.get(at).equals(GENOTYPE)) {
        value(keys.get(at), values[at], site, sample, ploidy, localAlternatives);
      }
    }
  }

  /// The number of alleles of a genotype that is whole and within ALT.
  private int genotype(String genotype, Site site, int sample) {
    int alternatives = site.alternatives().size();
    int alleles = 0;
    boolean called = false;
    int at = 0;
    // From 4.4 on the first allele may have its own phase mark.
    if (header.minorVersion() >= 4 && genotype.length() > 1 && isPhaseMark(genotype.charAt(0))) {
      at = 1;
    }
    while (true) {
      int from = at;
      while (at < genotype.length() && !isPhaseMark(genotype.charAt(at))) {
        at++;
      }
      var allele = genotype.substring(from, at);
      if (!allele.equals(".")) {
        int index = Fields.wholeNumber(allele);
        if (index < 0) {
          throw malformed(
              site,
              sample,
              "genotype-malformed",
              "A genotype is not whole: alleles are numbers or . with / or | between.");
        }
        if (index > alternatives) {
          throw malformed(
              site,
              sample,
              "genotype-index-beyond-alt",
              "A genotype names an allele that ALT does not list.");
        }
        called = true;
      }
      alleles++;
      if (at == genotype.length()) {
        break;
      }
      at++;
    }
    ploidy(alleles, called, site, sample);
    return alleles;
  }

  private void ploidy(int alleles, boolean called, Site site, int sample) {
    boolean autosome = ContigNames.isAutosome(site.contig());
    boolean sexOrMitochondrion =
        ContigNames.isChromosome(site.contig()) || site.contig().equals(ContigNames.MITOCHONDRION);
    if (alleles > DIPLOID) {
      if (autosome || sexOrMitochondrion) {
        throw malformed(
            site,
            sample,
            "ploidy-impossible",
            "A genotype has more than two alleles, which no diplotype follows from.");
      }
      warn(site, sample, "ploidy-unusual", "A genotype has more than two alleles.");
    } else if (alleles < DIPLOID && autosome && called) {
      warn(site, sample, "ploidy-unusual", "A genotype has one allele on an autosome.");
    }
  }

  /// The length of the sample's list of local alleles (VCF 4.5 section 1.6.2), -1 where it has
  /// none.
  private int localAlternatives(String[] values, List<String> keys, Site site, int sample) {
    int at = keys.indexOf(LOCAL_ALLELES);
    if (at < 0 || at >= values.length) {
      return -1;
    }
    if (values[at].equals(".") || values[at].isEmpty()) {
      return 0;
    }
    var indexes = Fields.split(values[at], ',');
    for (var index : indexes) {
      int allele = Fields.wholeNumber(index);
      if (allele < 1 || allele > site.alternatives().size()) {
        throw malformed(
            site,
            sample,
            "local-alleles-beyond-alt",
            "LAA names an allele that ALT does not list.");
      }
    }
    return indexes.length;
  }

  private void value(
      String key, String value, Site site, int sample, int ploidy, int localAlternatives) {
    var declared = header.format().get(key);
    if (declared == null) {
      return;
    }
    var mismatch = declared.mismatch(value, site.alternatives().size(), ploidy, localAlternatives);
    if (mismatch.isEmpty()) {
      return;
    }
    switch (mismatch.get()) {
      case TYPE -> {
        // Phase is part of the genotype.
        if (key.equals(PHASE_SET)) {
          throw malformed(site, sample, "phase-set-malformed", "A phase set is no whole number.");
        }
        warn(
            site,
            sample,
            "format-type-mismatch",
            "A sample's value is not of its declared type.",
            key);
      }
      case COUNT ->
          warn(
              site,
              sample,
              "format-count-mismatch",
              "A sample has not the declared number of values of a key.",
              key);
    }
  }

  private static boolean isPhaseMark(char character) {
    return character == '/' || character == '|';
  }

  private void warn(Site site, int sample, String code, String reason) {
    warn(site, sample, code, reason, "");
  }

  private void warn(Site site, int sample, String code, String reason, String subject) {
    findings.warn(site.line(), column(sample), code, reason, subject);
  }

  private static MalformedVcf malformed(Site site, int sample, String code, String reason) {
    return MalformedVcf.at(site.line(), column(sample), code, reason);
  }

  private static String column(int sample) {
    return "sample " + sample;
  }
}
