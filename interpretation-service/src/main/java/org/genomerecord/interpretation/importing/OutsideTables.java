package org.genomerecord.interpretation.importing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.genomerecord.interpretation.knowledge.ReleaseFiles;
import org.genomerecord.interpretation.outside.OutsideGene;
import org.genomerecord.interpretation.table.Table;

/// Lays what was published of a gene that laboratories call over the tables that it has in a
/// release. Pure.
///
/// Taken over are functions and activity values of single alleles. Copies and combinations follow
/// from them, and phenotypes from the bands of scores, which are a rule of the gene and stay: what
/// they make of each published diplotype has to be what was published.
final class OutsideTables {
  /// Several copies of an allele, or several alleles on one copy.
  private static final Pattern COMPOSED = Pattern.compile(".*(x(\\d|≥)|\\+).*");

  private static final String FUNCTIONS = "functions.tsv";

  private final OutsideGene base;
  private final ReleaseFiles over;
  private final String folder;
  private final OutsideFunctions published;
  private final List<String> defects = new ArrayList<>();

  OutsideTables(OutsideGene base, ReleaseFiles over, OutsideFunctions published) {
    this.base = base;
    this.over = over;
    this.folder = "panel/" + base.name() + "/";
    this.published = published;
  }

  /// The tables by file name, without those that stay as they are.
  ///
  /// @throws NotImportable with all that is wrong: an allele lost its function, or the rules of the
  ///   gene make something else of what was published
  Map<String, String> tables() {
    var rows = rows();
    for (var row : Table.parse(folder + FUNCTIONS, bytes(FUNCTIONS)).rows()) {
      if (!rows.containsKey(row.get("allele"))) {
        defect(
            "allele " + row.get("allele"),
            "has no function any more; it was " + row.get("function"));
      }
    }
    if (!defects.isEmpty()) {
      throw new NotImportable(defects);
    }
    var text = new StringBuilder("allele\tfunction\tactivity\n");
    rows.forEach((allele, cells) -> text.append(allele).append('\t').append(cells).append('\n'));
    var table = text.toString();
    compare(
        OutsideGene.read(
            base.name(), file -> file.equals(FUNCTIONS) ? table.getBytes(UTF_8) : bytes(file)));
    if (!defects.isEmpty()) {
      throw new NotImportable(defects);
    }
    return Map.of(FUNCTIONS, table);
  }

  /// Function and activity of each single allele.
  private Map<String, String> rows() {
    var rows = new LinkedHashMap<String, String>();
    published
        .functions()
        .forEach((allele, function) -> {
          if (!isComposed(allele)) {
            if (function.activity().startsWith("≥")) {
              defect("allele " + allele, "its activity value is no number");
            }
            rows.put(allele, function.name() + "\t" + Functions.scored(function.activity()));
          }
        });
    return rows;
  }

  /// What the new tables make of what they do not hold has to be what was published.
  private void compare(OutsideGene made) {
    published
        .functions()
        .forEach((allele, function) -> {
          var score = means(made, allele).score();
          if (isComposed(allele) && isSaid(allele) && !score.equals(number(function.activity()))) {
            defect(
                "allele " + allele,
                "its activity value is " + function.activity() + ", and its parts make " + score);
          }
        });
    for (var diplotype : published.diplotypes()) {
      var published = new Scored(diplotype.phenotype(), number(diplotype.score()));
      var interpreted = means(made, diplotype.name());
      if (diplotype.alleles().stream().allMatch(this::isSaid) && !interpreted.equals(published)) {
        defect(
            "diplotype " + diplotype.name(),
            "is published as " + published + ", and is " + interpreted + " by the gene's bands");
      }
    }
  }

  private static boolean isComposed(String allele) {
    return COMPOSED.matcher(allele).matches();
  }

  /// Of some combinations only the function is published; what they score is then not said.
  private boolean isSaid(String allele) {
    var function = published.functions().get(allele);
    return function != null && !function.activity().isEmpty();
  }

  /// Copies that were not counted can mean several things, of which one is published: then the
  /// phenotypes are named together, and differ from it.
  private static Scored means(OutsideGene made, String diplotype) {
    var meanings = made.sum(diplotype);
    return new Scored(
        meanings.stream().map(OutsideGene.Meaning::phenotype).collect(Collectors.joining(" or ")),
        Objects.requireNonNullElse(meanings.getFirst().activityScore(), "").replace("≥", ""));
  }

  /// `≥4.0` is published where there are more copies than were counted: at least these.
  private static String number(String score) {
    var number = Functions.scored(score).replace("≥", "");
    return number.isEmpty() ? "" : String.valueOf(Double.parseDouble(number));
  }

  private record Scored(String phenotype, String score) {
    @Override
    public String toString() {
      return score.isEmpty() ? phenotype : phenotype + " (" + score + ")";
    }
  }

  private byte[] bytes(String table) {
    return over.text(folder + table).getBytes(UTF_8);
  }

  private void defect(String where, String what) {
    defects.add(published.file() + ", " + where + ": " + what);
  }
}
