package org.genomerecord.interpretation.drug;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.genomerecord.interpretation.guidance.AlleleCopies;
import org.genomerecord.interpretation.guidance.Band;
import org.genomerecord.interpretation.interpret.Finding;
import org.genomerecord.interpretation.table.DefectiveKnowledge;
import org.genomerecord.interpretation.table.Table;
import org.jspecify.annotations.Nullable;

/// A published formula of a dose: a sum of terms, and what is made of the sum. Coefficients are
/// tables; a gene's term goes by its diplotype or by its phenotype, and one that the table does not
/// list is not taken: no coefficient is made up.
///
/// @param drug the name of the drug
/// @param form what is made of the sum
/// @param targetInr what it was made for; null if it has a term for it
/// @param beside alleles that it has no term for and that it is not to be used without
record DosingAlgorithm(
    String name,
    String drug,
    Form form,
    String pmid,
    String doi,
    @Nullable Band targetInr,
    List<Term> terms,
    List<AllelesBeside> beside) {
  private static final String CONSTANT = "constant";
  private static final double DAYS_OF_WEEK = 7;
  private static final double TENTHS = 10;
  private static final double YEARS_OF_DECADE = 10;

  /// Numbers that are made of what is stated.
  private static final Map<String, List<DosingInput>> DERIVED =
      Map.of(
          "ageDecades",
          List.of(DosingInput.AGE_YEARS),
          "bodySurfaceM2",
          List.of(DosingInput.HEIGHT_CM, DosingInput.WEIGHT_KG));

  private static final Map<String, Form> FORMS =
      Map.of("weekly-square", Form.WEEKLY_SQUARE, "daily-exponential", Form.DAILY_EXPONENTIAL);

  DosingAlgorithm {
    terms = List.copyOf(terms);
    beside = List.copyOf(beside);
  }

  enum Form {
    /// The sum is the square root of milligrams a week.
    WEEKLY_SQUARE,
    /// The sum is the natural logarithm of milligrams a day.
    DAILY_EXPONENTIAL
  }

  /// @param value of the input that the coefficient is for; empty if it is multiplied by it
  record Term(String input, String value, double coefficient) {}

  /// @throws DefectiveKnowledge if the form is not known, or the target no band
  static List<DosingAlgorithm> read(Table algorithms, Table terms, List<AllelesBeside> beside) {
    return algorithms.rows().stream()
        .map(row ->
            new DosingAlgorithm(
                row.get("name"),
                row.get("drug"),
                row.oneOf(FORMS, "form"),
                row.get("pmid"),
                row.get("doi"),
                row.get("target_inr").isEmpty() ? null : band(row.get("target_inr")),
                terms.rows().stream()
                    .filter(term -> term.get("algorithm").equals(row.get("algorithm")))
                    .map(term ->
                        new Term(
                            term.get("input"),
                            term.get("value"),
                            Double.parseDouble(term.get("coefficient"))))
                    .toList(),
                beside.stream().filter(one -> one.drug().equals(row.get("drug"))).toList()))
        .toList();
  }

  private static Band band(String targetInr) {
    return Band.parse(targetInr)
        .orElseThrow(() ->
            new DefectiveKnowledge("algorithms.tsv", "a target INR is no band: " + targetInr));
  }

  /// @param findings by gene
  /// @param stated by the labels of [DosingInput], as accepted by it
  DoseEstimate of(Map<String, Finding> findings, Map<String, String> stated) {
    var missing = new LinkedHashSet<String>();
    var notTaken = new ArrayList<String>();
    var sum = 0.0;
    for (var term : byInput().entrySet()) {
      sum += part(term.getKey(), term.getValue(), findings, stated, missing, notTaken);
    }
    if (targetInr != null
        && stated.containsKey(DosingInput.TARGET_INR.label())
        && !targetInr.holds(stated(DosingInput.TARGET_INR, stated))) {
      notTaken.add("It was made for another target INR.");
    }
    if (missing.isEmpty() && notTaken.isEmpty() && form == Form.WEEKLY_SQUARE && sum <= 0) {
      notTaken.add("The inputs together are beyond what the algorithm was made for.");
    }
    var computed = missing.isEmpty() && notTaken.isEmpty();
    return new DoseEstimate(
        name, pmid, doi, computed ? (Double) weekly(sum) : null, List.copyOf(missing), notTaken);
  }

  private Map<String, List<Term>> byInput() {
    return terms.stream()
        .collect(Collectors.groupingBy(Term::input, LinkedHashMap::new, Collectors.toList()));
  }

  private double part(
      String input,
      List<Term> terms,
      Map<String, Finding> findings,
      Map<String, String> stated,
      Set<String> missing,
      List<String> notTaken) {
    if (input.equals(CONSTANT)) {
      return terms.getFirst().coefficient();
    }
    var needed =
        DosingInput.named(input)
            .map(one -> List.of(one))
            .orElseGet(() -> DERIVED.getOrDefault(input, List.of()));
    if (needed.isEmpty()) {
      return ofGene(input, terms, findings.get(input), stated, notTaken);
    }
    var absent = needed.stream().filter(one -> !stated.containsKey(one.label())).toList();
    if (!absent.isEmpty()) {
      absent.forEach(one -> missing.add(one.describe()));
      return 0;
    }
    if (terms.getFirst().value().isEmpty()) {
      return terms.getFirst().coefficient() * number(input, stated);
    }
    return coefficient(terms, List.of(String.valueOf(stated.get(input)))).getFirst();
  }

  private double ofGene(
      String gene,
      List<Term> terms,
      @Nullable Finding finding,
      Map<String, String> stated,
      List<String> notTaken) {
    if (finding == null || finding.diplotypes().isEmpty()) {
      notTaken.add(gene + " was not called.");
      return 0;
    }
    if (finding.diplotypes().size() > 1) {
      notTaken.add(gene + " has several explanations.");
      return 0;
    }
    var diplotype = finding.diplotypes().getFirst();
    var here = beside.stream().filter(one -> one.gene().equals(gene)).toList();
    // A laboratory may name either copy first.
    var pair = AlleleCopies.pair(diplotype.label());
    var coefficients =
        coefficient(
            terms,
            List.of(
                String.join("/", pair), String.join("/", pair.reversed()), diplotype.phenotype()));
    if (coefficients.isEmpty()) {
      notTaken.add("It has no term for this result of " + gene + ".");
      here.stream().flatMap(one -> one.carriedBy(pair).stream()).forEach(notTaken::add);
      return 0;
    }
    open(terms, finding).ifPresent(notTaken::add);
    here.stream().flatMap(one -> one.untoldBy(finding, stated).stream()).forEach(notTaken::add);
    return coefficients.getFirst();
  }

  /// Which alleles may be there that it has a term for, where positions were not called.
  private static Optional<String> open(List<Term> terms, Finding finding) {
    var counted =
        terms.stream()
            .flatMap(term -> AlleleCopies.pair(term.value()).stream())
            .collect(Collectors.toSet());
    var open = finding.allelesNotExcluded().stream().filter(counted::contains).toList();
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s: not excluded, and the formula counts them: %s."
                .formatted(finding.gene(), String.join(", ", open)));
  }

  private static List<Double> coefficient(List<Term> terms, List<String> values) {
    return terms.stream()
        .filter(term -> values.contains(term.value()))
        .map(Term::coefficient)
        .toList();
  }

  private static double number(String input, Map<String, String> stated) {
    return switch (input) {
      case "ageDecades" -> Math.floor(stated(DosingInput.AGE_YEARS, stated) / YEARS_OF_DECADE);
      case "bodySurfaceM2" ->
          bodySurface(stated(DosingInput.HEIGHT_CM, stated), stated(DosingInput.WEIGHT_KG, stated));
      default -> stated(DosingInput.named(input).orElseThrow(), stated);
    };
  }

  private static double stated(DosingInput input, Map<String, String> stated) {
    return input.number(String.valueOf(stated.get(input.label()))).orElseThrow();
  }

  /// In square metres (Du Bois and Du Bois 1916, doi:10.1001/archinte.1916.00080130010002).
  private static double bodySurface(double heightCm, double weightKg) {
    return 0.007184 * Math.pow(weightKg, 0.425) * Math.pow(heightCm, 0.725);
  }

  private double weekly(double sum) {
    var milligrams =
        switch (form) {
          case WEEKLY_SQUARE -> sum * sum;
          case DAILY_EXPONENTIAL -> Math.exp(sum) * DAYS_OF_WEEK;
        };
    return Math.rint(milligrams * TENTHS) / TENTHS;
  }
}
