package org.genomerecord.interpretation.outside;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

  /// `*1x2`, `*4xN`, `*2x≥3`: the allele and how often it stands on the copy.
  private static final Pattern COPIES = Pattern.compile("(\\*[^x]+)x(?:(≥?)([1-9]\\d?)|N)");

  /// Activity values are quarters, and an inhibitor may halve their sum: what guidelines have to
  /// have an answer to.
  private static final double POSSIBLE_SCORE_STEP = 0.125;

  private static final int POSSIBLE_SCORES = 40;

  /// As few as there can be of an allele that stands there more than once.
  private static final int COPIES_AT_LEAST = 2;

  /// As many as can be written. The highest band of scores is reached long before.
  private static final int COPIES_AT_MOST = 99;

  /// What activity values are multiples of.
  private static final double SCORE_STEP = 0.25;

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

  /// What a call means, or one of several things that it can mean.
  ///
  /// @param activityScore as [ActivityScores] write it; null where there is none
  public record Meaning(String phenotype, @Nullable String activityScore) {
    /// Prints no phenotype.
    @Override
    public String toString() {
      return "Meaning";
    }
  }

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

  /// The results that pairs of alleles can have, where the gene is scored: of the highest phenotype
  /// the least score, as those above it share its rows.
  public List<GeneResult> ofPairs() {
    return bands.isEmpty()
        ? List.of()
        : IntStream.rangeClosed(0, POSSIBLE_SCORES)
            .filter(step -> !isHighest((step - 1) * SCORE_STEP))
            .mapToObj(step -> withScore(step * SCORE_STEP))
            .toList();
  }

  /// What the laboratory's call means, by what guidelines ask: one thing, or several where copies
  /// were not counted (`*2xN`); without an entry for an allele that the call does not tell of.
  public Map<String, List<Meaning>> means(OutsideCall call) {
    if (!carried.isEmpty()) {
      var told = new TreeMap<String, List<Meaning>>();
      for (var allele : carried) {
        HlaTyping.carries(call, allele)
            .map(carries -> new Meaning(result(allele, carries).phenotype(), null))
            .ifPresent(meaning -> told.put(gene + " " + allele, List.of(meaning)));
      }
      return told;
    }
    var scores =
        call.activityScore() == null
            ? Optional.of(call.diplotype()).filter(OutsideGene::isPair).flatMap(this::scores)
            : stated(call.activityScore());
    var meanings = scores.map(this::meanings).orElse(List.of());
    if (!call.phenotype().isEmpty()) {
      // What the laboratory states stands, without a score that would say something else.
      var stated = new Meaning(call.phenotype(), null);
      return Map.of(
          gene,
          List.of(
              meanings.stream()
                  .filter(one -> one.phenotype().equals(call.phenotype()))
                  .findFirst()
                  .orElse(stated)));
    }
    return Map.of(gene, meanings.isEmpty() ? List.of(new Meaning(indeterminate, null)) : meanings);
  }

  /// What alleles of a scored gene come to by their values, of one copy or both: what is published
  /// of them is held against it. Of a person see [#means].
  public List<Meaning> sum(String alleles) {
    return scores(alleles).map(this::meanings).orElse(List.of(new Meaning(indeterminate, null)));
  }

  /// One copy is not the other one, nor is the other one missing.
  private static boolean isPair(String diplotype) {
    return diplotype.split("/", -1).length == 2;
  }

  /// By phenotype, in the order of scores. Of the highest phenotype the least score is named.
  private List<Meaning> meanings(ActivityScores scores) {
    var byPhenotype = new LinkedHashMap<String, List<Double>>();
    for (var score : scores.possible()) {
      byPhenotype.computeIfAbsent(withScore(score).phenotype(), _ -> new ArrayList<>()).add(score);
    }
    return byPhenotype.entrySet().stream()
        .map(one -> {
          boolean orMore = scores.orMore() && isHighest(one.getValue().getFirst());
          return new Meaning(
              one.getKey(),
              new ActivityScores(orMore ? one.getValue().subList(0, 1) : one.getValue(), orMore)
                  .text());
        })
        .toList();
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

  /// The sums over all copies; empty if the activity of an allele is not known.
  private Optional<ActivityScores> scores(String diplotype) {
    var sums = new TreeSet<>(Set.of(0.0));
    boolean orMore = false;
    for (var copy : diplotype.split("/", -1)) {
      for (var allele : copy.split("\\+", -1)) {
        var several = COPIES.matcher(allele.strip());
        boolean repeated = several.matches();
        var activity = activities.get(repeated ? several.group(1) : allele.strip());
        if (activity == null) {
          return Optional.empty();
        }
        int least =
            !repeated
                ? 1
                : several.group(3) == null ? COPIES_AT_LEAST : Integer.parseInt(several.group(3));
        boolean counted = !repeated || (several.group(3) != null && several.group(2).isEmpty());
        orMore |= !counted && activity > 0;
        sums = added(sums, activity, least, counted || activity == 0 ? least : COPIES_AT_MOST);
      }
    }
    return Optional.of(new ActivityScores(List.copyOf(sums), orMore));
  }

  /// Of scores in the highest band none but the least is looked for: more copies change nothing.
  private TreeSet<Double> added(Set<Double> sums, double activity, int least, int most) {
    var added = new TreeSet<Double>();
    for (var sum : sums) {
      for (int copies = least; copies <= most; copies++) {
        double score = sum + copies * activity;
        added.add(score);
        if (isHighest(score)) {
          break;
        }
      }
    }
    return added;
  }

  private boolean isHighest(double score) {
    return bands.stream()
        .anyMatch(
            scored -> scored.band().holds(score) && scored.band().holds(Double.POSITIVE_INFINITY));
  }

  /// As the laboratory states it: of `≥1.5`, all from there.
  private Optional<ActivityScores> stated(String activityScore) {
    return ActivityScores.parse(activityScore)
        .map(scores ->
            scores.orMore()
                ? new ActivityScores(
                    List.copyOf(
                        added(Set.of(scores.possible().getFirst()), SCORE_STEP, 0, COPIES_AT_MOST)),
                    true)
                : scores);
  }
}
