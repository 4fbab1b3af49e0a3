package org.genomerecord.interpretation.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.genomerecord.interpretation.table.Table;
import org.junit.jupiter.api.Test;

/// Every built-in table of a panel against the facts of `src/test/resources/facts`, both ways: what
/// is in one of them only is a defect, or stands here with its reason.
class AgreeingWithTheFactsTest {
  private static final String NOT_ASSIGNED = "Function not assigned";

  /// Called here and not in the facts: mitochondrial, and in no gene. Their SOURCES.md say whence.
  private static final Set<String> WITHOUT_POSITIONS = Set.of("MT-RNR1", "rs12777823");

  /// The facts leave them out. CYP4F2 goes by the base at rs2108622, as CPIC's warfarin does; the
  /// functions of G6PD and RYR1 are CPIC's own tables.
  private static final Set<String> WITHOUT_FUNCTIONS =
      Set.of("CYP4F2", "G6PD", "RYR1", "rs12777823");

  /// Likewise; of IFNL3 the phenotypes are the guideline's.
  private static final Set<String> WITHOUT_PHENOTYPES =
      Set.of("CYP4F2", "G6PD", "RYR1", "rs12777823", "IFNL3");

  /// The one has another reference base than the sequence, the other is of open length.
  private static final Set<String> LEFT_OUT = Set.of("MT-RNR1 m.930G>A", "MT-RNR1 m.961T>del+Cn");

  /// Of scored genes the facts have the value in the place of the function's name.
  private static final Map<String, String> BY_VALUE =
      Map.of(
          "1.0", "Normal function",
          "0.5", "Decreased function",
          "0.0", "No function",
          "n/a", "Uncertain function");

  private static final Map<String, String> FOLDERS = folders();

  @Test
  void everyPositionIsAFactAndEveryFactAPosition() throws IOException {
    assertThat(
            ours(
                WITHOUT_POSITIONS,
                "positions.tsv",
                (gene, row) -> line(gene, row, "chromosome", "position", "rsid", "ref", "alts")))
        .containsExactlyInAnyOrderElementsOf(
            facts(
                "positions.tsv",
                row -> line(row.get("gene"), row, "chrom", "pos_grch38", "rsid", "ref", "alts")));
  }

  @Test
  void everyAlleleIsDefinedAsInTheFacts() throws IOException {
    assertThat(
            ours(
                WITHOUT_POSITIONS,
                "alleles.tsv",
                (gene, row) -> line(gene, row, "definition", "reference", "position", "base")))
        .containsExactlyInAnyOrderElementsOf(
            facts(
                "alleles.tsv",
                row -> line(row.get("gene"), row, "allele", "is_reference", "pos_grch38", "base")));
  }

  /// Alleles that the facts define and say no function of have none here either, and are said so.
  @Test
  void everyAlleleDoesWhatTheFactsSay() throws IOException {
    var expected =
        new ArrayList<>(
            facts(
                "functions.tsv",
                row ->
                    row.get("gene")
                        + " "
                        + row.get("allele")
                        + ": "
                        + BY_VALUE.getOrDefault(row.get("function"), row.get("function"))
                        + value(row.get("activity_value"))));
    assertThat(expected.removeIf(line -> LEFT_OUT.contains(line.split(": ", 2)[0]))).isTrue();
    var told = expected.stream().map(line -> line.split(": ", 2)[0]).collect(Collectors.toSet());
    facts("alleles.tsv", AgreeingWithTheFactsTest::allele).stream()
        .distinct()
        .filter(Predicate.not(told::contains))
        .filter(allele -> !WITHOUT_FUNCTIONS.contains(allele.split(" ", 2)[0]))
        .forEach(allele -> expected.add(allele + ": " + NOT_ASSIGNED));

    assertThat(
            ours(
                WITHOUT_FUNCTIONS,
                "functions.tsv",
                (gene, row) ->
                    gene
                        + " "
                        + row.get("allele")
                        + ": "
                        + row.get("function")
                        + value(row.get("activity"))))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void whereTheFactsHaveNoFunctionsTheAllelesAreTheirs() throws IOException {
    var genes = new TreeSet<>(FOLDERS.keySet());
    genes.retainAll(WITHOUT_FUNCTIONS);
    genes.removeAll(WITHOUT_POSITIONS);
    var others = new TreeSet<>(FOLDERS.keySet());
    others.removeAll(genes);
    assertThat(genes).isNotEmpty();
    assertThat(ours(others, "functions.tsv", (gene, row) -> gene + " " + row.get("allele")))
        .containsExactlyInAnyOrderElementsOf(
            facts("alleles.tsv", AgreeingWithTheFactsTest::allele).stream()
                .distinct()
                .filter(allele -> genes.contains(allele.split(" ", 2)[0]))
                .toList());
  }

  /// Pairs with an allele that has no function are ours: `Not assigned`. MT-RNR1 is one copy in the
  /// facts, and here a pair too; one function twice is that function.
  @Test
  void everyPairOfFunctionsMeansWhatTheFactsSay() throws IOException {
    var expected =
        facts(
            "phenotypes.tsv",
            row ->
                pair(
                    row.get("gene"),
                    named(row.get("function_or_activity_1"), row.get("function_or_activity_2")),
                    named(row.get("function_or_activity_2"), row.get("function_or_activity_1")),
                    row.get("phenotype") + value(row.get("activity_score"))));
    var ours =
        ours(
            WITHOUT_PHENOTYPES,
            "phenotypes.tsv",
            (gene, row) ->
                pair(
                    gene,
                    row.get("function_1"),
                    row.get("function_2"),
                    row.get("phenotype") + value(row.get("activity_score"))));
    var added =
        ours.stream()
            .filter(line -> line.contains(NOT_ASSIGNED) || mixed(line))
            .collect(Collectors.toSet());

    assertThat(ours.stream().filter(Predicate.not(added::contains)).toList())
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(added)
        .filteredOn(line -> line.contains(NOT_ASSIGNED))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).endsWith(": Not assigned"));
  }

  private static boolean mixed(String line) {
    var functions = line.substring(0, line.indexOf(": ")).split(" with ", 2);
    return line.startsWith("MT-RNR1 ") && !functions[0].equals("MT-RNR1 " + functions[1]);
  }

  private static String named(String function, String other) {
    var named = function.isEmpty() ? other : function;
    return BY_VALUE.getOrDefault(named, named);
  }

  private static String pair(String gene, String one, String other, String phenotype) {
    var sorted = Stream.of(one, other).sorted().collect(Collectors.joining(" with "));
    return gene + " " + sorted + ": " + phenotype;
  }

  private static String value(String value) {
    return value.isEmpty() || value.equals("n/a") ? "" : " (" + value + ")";
  }

  /// A number behind a point names one of several definitions of an allele.
  private static String allele(Table.Row row) {
    return row.get("gene") + " " + row.get("allele").replaceFirst("(\\*\\d+)\\.\\d+$", "$1");
  }

  private static String line(String gene, Table.Row row, String... columns) {
    return gene + " " + Stream.of(columns).map(row::get).collect(Collectors.joining(" "));
  }

  private interface OfGene {
    String apply(String gene, Table.Row row);
  }

  private static List<String> ours(Set<String> without, String table, OfGene line) {
    return FOLDERS.entrySet().stream()
        .filter(panel -> !without.contains(panel.getKey()))
        .flatMap(panel ->
            Table.builtIn("/panel/" + panel.getValue() + "/" + table).rows().stream()
                .map(row -> line.apply(panel.getKey(), row)))
        .toList();
  }

  private static List<String> facts(String table, Function<Table.Row, String> line)
      throws IOException {
    var file = Path.of("src/test/resources/facts").resolve(table);
    return Table.parse(table, Files.readAllBytes(file)).rows().stream().map(line).toList();
  }

  /// The folders of the genes that are called from variants, by symbol.
  private static Map<String, String> folders() {
    var folders = new LinkedHashMap<String, String>();
    try {
      for (var folder : Files.readAllLines(PanelsTest.folder().resolve("active.txt"))) {
        var gene = Table.builtIn("/panel/" + folder + "/gene.tsv").only();
        if (!gene.get("method").equals("outside")) {
          folders.put(gene.get("symbol"), folder);
        }
      }
    } catch (IOException | URISyntaxException unreadable) {
      throw new IllegalStateException(unreadable);
    }
    return folders;
  }
}
