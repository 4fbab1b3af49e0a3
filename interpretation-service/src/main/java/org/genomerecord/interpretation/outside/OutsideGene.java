package org.genomerecord.interpretation.outside;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.genomerecord.interpretation.guidance.Band;
import org.genomerecord.interpretation.guidance.GeneResult;
import org.genomerecord.interpretation.table.DefectiveKnowledge;
import org.genomerecord.interpretation.table.Table;
import org.jspecify.annotations.Nullable;

/// A gene that only laboratories call, as the tables of one folder: its structure cannot be told
/// from small variants.
///
/// @param name the folder's name
/// @param gene the HGNC symbol
/// @param activities an allele's activity value, by its name; an allele without one is left out
/// @param bands phenotypes by activity score, where the gene is scored
/// @param carried alleles that guidelines ask for, where the gene is not scored
/// @param indeterminate the phenotype of a diplotype with an allele whose activity is not known
public record OutsideGene(
    String name,
    String gene,
    String hgncId,
    String dataClass,
    Map<String, Double> activities,
    List<Scored> bands,
    List<String> carried,
    String indeterminate) {

  /// The tables of the folder, in the order in which a release's digest takes them.
  public static final List<String> TABLES = List.of("functions.tsv", "gene.tsv", "phenotypes.tsv");

  /// `*1x2`, `*4xN`: the allele and how often it stands on the copy.
  private static final Pattern COPIES = Pattern.compile("(\\*[^x]+)x(\\d{1,2}|N|≥\\d{1,2})");

  /// Activity values are quarters, and an inhibitor may halve their sum: what guidelines have to
  /// have an answer to.
  private static final double POSSIBLE_SCORE_STEP = 0.125;

  private static final int POSSIBLE_SCORES = 40;

  /// As few as there can be of an allele that stands there more than once.
  private static final int COPIES_AT_LEAST = 2;

  public OutsideGene {
    activities = Map.copyOf(activities);
    bands = List.copyOf(bands);
    carried = List.copyOf(carried);
    if (bands.isEmpty() == carried.isEmpty()) {
      throw new DefectiveKnowledge(name, "is neither scored nor asked for by allele, or both");
    }
  }

  /// The phenotype of the scores in a band.
  public record Scored(Band band, String phenotype) {}

  /// Reads the gene from the contents of its [#TABLES], by file name.
  ///
  /// @throws DefectiveKnowledge if a table is broken
  public static OutsideGene read(String name, Function<String, byte[]> contents) {
    var functions = Table.parse(name + "/functions.tsv", contents.apply("functions.tsv"));
    var gene = Table.parse(name + "/gene.tsv", contents.apply("gene.tsv")).only();
    var phenotypes = Table.parse(name + "/phenotypes.tsv", contents.apply("phenotypes.tsv"));
    var activities = new HashMap<String, Double>();
    for (var row : functions.rows()) {
      if (!row.get("activity").isEmpty()) {
        activities.put(row.get("allele"), Double.valueOf(row.get("activity")));
      }
    }
    var bands = new ArrayList<Scored>();
    var carried = new LinkedHashSet<String>();
    var indeterminate = "";
    for (var row : phenotypes.rows()) {
      if (!phenotypes.columns().contains("score")) {
        carried.add(row.get("allele"));
      } else if (row.get("score").isEmpty()) {
        indeterminate = row.get("phenotype");
      } else {
        var band =
            Band.parse(row.get("score"))
                .orElseThrow(() -> new DefectiveKnowledge(name, "a band of scores is none"));
        bands.add(new Scored(band, row.get("phenotype")));
      }
    }
    return new OutsideGene(
        name,
        gene.get("symbol"),
        gene.get("hgnc"),
        gene.get("data_class"),
        activities,
        bands,
        List.copyOf(carried),
        indeterminate);
  }

  /// What guidelines ask of the gene: the symbol, or the symbol with each allele.
  public List<String> asked() {
    return carried.isEmpty()
        ? List.of(gene)
        : carried.stream().map(allele -> gene + " " + allele).toList();
  }

  /// All results that the gene can have, for what guidelines ask.
  public List<GeneResult> possible(String asked) {
    if (carried.isEmpty()) {
      return Stream.concat(
              IntStream.rangeClosed(0, POSSIBLE_SCORES)
                  .mapToObj(step -> withScore(step * POSSIBLE_SCORE_STEP)),
              Stream.of(new GeneResult(indeterminate, null)))
          .toList();
    }
    var allele = asked.substring(gene.length() + 1);
    return List.of(result(allele, true), result(allele, false));
  }

  /// What the laboratory's call means, by what guidelines ask.
  public Map<String, GeneResult> means(OutsideCall call) {
    if (!carried.isEmpty()) {
      var results = new HashMap<String, GeneResult>();
      for (var allele : carried) {
        var result = result(allele, carries(call, allele));
        results.put(asked(gene, result), result);
      }
      return results;
    }
    var score = call.activityScore() == null ? score(call.diplotype()) : call.activityScore();
    if (!call.phenotype().isEmpty()) {
      return Map.of(gene, new GeneResult(call.phenotype(), score));
    }
    return Map.of(gene, score == null ? new GeneResult(indeterminate, null) : withScore(score));
  }

  /// What a score means, where the gene is scored.
  public GeneResult withScore(double score) {
    var phenotype =
        bands.stream()
            .filter(scored -> scored.band().holds(score))
            .map(Scored::phenotype)
            .findFirst();
    return new GeneResult(phenotype.orElse(indeterminate), score);
  }

  /// By which name guidelines ask for what a result says of an allele.
  public static String asked(String gene, GeneResult result) {
    return gene + " " + result.phenotype().split(" ", -1)[0];
  }

  private static GeneResult result(String allele, boolean positive) {
    return new GeneResult(allele + (positive ? " positive" : " negative"), null);
  }

  /// An allele typed to more fields than the guideline asks for is that allele.
  private static boolean carries(OutsideCall call, String allele) {
    return call.phenotype().equals(allele + " positive")
        || Stream.of(call.diplotype().split("/", -1))
            .map(String::strip)
            .anyMatch(typed -> typed.equals(allele) || typed.startsWith(allele + ":"));
  }

  /// The sum over both copies; null if the activity of an allele is not known.
  private @Nullable Double score(String diplotype) {
    var sum = 0.0;
    for (var copy : diplotype.split("/", -1)) {
      for (var allele : copy.split("\\+", -1)) {
        var several = COPIES.matcher(allele.strip());
        var times = several.matches() ? times(several.group(2)) : 1;
        var activity = activities.get(several.matches() ? several.group(1) : allele.strip());
        if (activity == null) {
          return null;
        }
        sum += times * activity;
      }
    }
    return sum;
  }

  private static int times(String copies) {
    return copies.equals("N")
        ? COPIES_AT_LEAST
        : Integer.parseInt(copies.startsWith("≥") ? copies.substring(1) : copies);
  }
}
