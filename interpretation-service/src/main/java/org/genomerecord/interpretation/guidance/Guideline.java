package org.genomerecord.interpretation.guidance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.genomerecord.interpretation.table.DefectiveKnowledge;
import org.genomerecord.interpretation.table.Table;

/// What one guideline says, as the tables of one folder.
///
/// @param name the folder's name
/// @param population whom it is for, in a sentence for people: age groups above all
/// @param genes the results that it goes by, a symbol, or a symbol and an allele such as of HLA (or
///   several, as [AlleleCopies] has them), in the order of the table's columns
public record Guideline(
    String name,
    Source source,
    String population,
    List<String> genes,
    List<Drug> drugs,
    List<Rule> rules) {

  /// The tables of a guideline's folder, in the order in which a release's digest takes them.
  public static final List<String> TABLES =
      List.of("drugs.tsv", "guideline.tsv", "recommendations.tsv");

  private static final Set<String> FIXED =
      Set.of("drugs", "context", "action", "wording", "strength");
  private static final Map<String, Action> ACTIONS = byCode(Action.values());
  private static final Map<String, Strength> STRENGTHS = byCode(Strength.values());

  public Guideline {
    genes = List.copyOf(genes);
    drugs = List.copyOf(drugs);
    rules = List.copyOf(rules);
  }

  /// Reads a guideline from the contents of its [#TABLES], by file name.
  ///
  /// @throws DefectiveKnowledge if a table is broken
  public static Guideline read(String name, Function<String, byte[]> contents) {
    var path = name + "/recommendations.tsv";
    var drugs =
        Table.parse(name + "/drugs.tsv", contents.apply("drugs.tsv")).rows().stream()
            .map(Drug::of)
            .toList();
    var of = Table.parse(name + "/guideline.tsv", contents.apply("guideline.tsv")).only();
    var recommendations = Table.parse(path, contents.apply("recommendations.tsv"));
    var genes =
        recommendations.columns().stream().filter(column -> !FIXED.contains(column)).toList();
    var known = drugs.stream().map(Drug::name).collect(Collectors.toSet());
    var rules = new ArrayList<Rule>();
    for (var row : recommendations.rows()) {
      var names = Set.copyOf(row.list("drugs"));
      if (names.isEmpty() || !known.containsAll(names)) {
        throw new DefectiveKnowledge(path, "a row is for a drug that is not in drugs.tsv");
      }
      rules.add(
          new Rule(
              names,
              row.get("context"),
              genes.stream().map(gene -> Condition.parse(path, row.get(gene))).toList(),
              row.oneOf(ACTIONS, "action"),
              row.get("wording"),
              row.oneOf(STRENGTHS, "strength")));
    }
    return new Guideline(
        name,
        new Source(of.get("name"), of.get("edition"), of.get("pmid"), of.get("doi")),
        of.get("population"),
        genes,
        drugs,
        rules);
  }

  /// Whether what a guideline goes by is an allele of a gene, and not the whole gene.
  static boolean isAllele(String asked) {
    return asked.contains(" ");
  }

  /// Whether it is an allele of a gene that is asked for as a whole, too.
  public static boolean isPartOf(String asked, Collection<String> all) {
    return isAllele(asked) && all.contains(symbol(asked));
  }

  /// The HGNC symbol of the gene of what a guideline goes by.
  public static String symbol(String asked) {
    return asked.split(" ", 2)[0];
  }

  /// As it speaks of a drug in some contexts: if it tells one of them from others, without the rows
  /// of the others; if it tells none of them, as it is. What holds in all contexts stays.
  ///
  /// @param stated contexts, as guidelines label them
  public Guideline in(Collection<String> stated, String drug) {
    if (contexts(drug).stream().noneMatch(stated::contains)) {
      return this;
    }
    return new Guideline(
        name,
        source,
        population,
        genes,
        drugs,
        rules.stream()
            .filter(rule ->
                stated.contains(rule.context()) || rule.context().equals(Recommendation.ANY))
            .toList());
  }

  /// The contexts that the guideline has rows of for a drug, in their order.
  public List<String> contexts(String drug) {
    var contexts = new LinkedHashSet<String>();
    rules.stream()
        .filter(rule -> rule.drugs().contains(drug))
        .forEach(rule -> contexts.add(rule.context()));
    return List.copyOf(contexts);
  }

  private static <E extends Enum<E>> Map<String, E> byCode(E[] constants) {
    return Stream.of(constants)
        .collect(
            Collectors.toMap(
                constant -> constant.name().toLowerCase(Locale.ROOT), Function.identity()));
  }
}
