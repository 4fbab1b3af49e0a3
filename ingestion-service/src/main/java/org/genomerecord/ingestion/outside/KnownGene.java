package org.genomerecord.ingestion.outside;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the panels know of a gene: enough to tell a call from a slip.
///
/// @param symbol the HGNC symbol, or the dbSNP name of a position that is asked for like a gene
/// @param hgncId such as `HGNC:2625`; empty where there is none
/// @param alleles that have a function in its tables; none if it is asked for by allele, as of HLA:
///   then a call tells of each allele that it is carried, that it is not, or nothing
/// @param activities their activity values, where the gene is scored; an allele without one is left
///   out
/// @param canBeSingle whether one allele may be all that a person has, as of X and of the
///   mitochondrial genome
/// @param phenotypes that its tables name, by their lower-case spelling
record KnownGene(
    String symbol,
    String hgncId,
    Set<String> alleles,
    Map<String, BigDecimal> activities,
    boolean canBeSingle,
    Map<String, String> phenotypes) {
  private static final Pattern STAR = Pattern.compile("\\*.*");

  KnownGene {
    alleles = Set.copyOf(alleles);
    activities = Map.copyOf(activities);
    phenotypes = Map.copyOf(phenotypes);
  }

  static KnownGene of(
      String symbol,
      String hgncId,
      Set<String> alleles,
      Map<String, BigDecimal> activities,
      boolean canBeSingle,
      Set<String> phenotypes) {
    return new KnownGene(
        symbol,
        hgncId,
        alleles,
        activities,
        canBeSingle,
        phenotypes.stream()
            .collect(Collectors.toMap(KnownGene::folded, name -> name, (first, _) -> first)));
  }

  /// Whether its alleles are written with a star, as PharmVar and the HLA nomenclature do.
  boolean hasStarAlleles() {
    return alleles.stream().allMatch(allele -> STAR.matcher(allele).matches());
  }

  /// Whether guidelines ask for single alleles of it, so that one allele tells something.
  boolean isAskedByAllele() {
    return alleles.isEmpty();
  }

  /// As the tables spell a phenotype; of a gene that is asked for by allele, several with `,` or
  /// `;` between.
  Optional<String> phenotype(String written) {
    if (!isAskedByAllele()) {
      return Optional.ofNullable(phenotypes.get(folded(written)));
    }
    var each =
        Stream.of(written.split("[,;]", -1))
            .map(one -> Optional.ofNullable(phenotypes.get(folded(one.strip()))))
            .toList();
    return each.stream().allMatch(Optional::isPresent)
        ? Optional.of(
            each.stream().flatMap(Optional::stream).distinct().collect(Collectors.joining(", ")))
        : Optional.empty();
  }

  /// Whether the tables say what an allele means.
  boolean knows(String allele) {
    return isAskedByAllele() || alleles.contains(allele);
  }

  private static String folded(String phenotype) {
    return phenotype.toLowerCase(Locale.ROOT).replace("metaboliser", "metabolizer");
  }
}
