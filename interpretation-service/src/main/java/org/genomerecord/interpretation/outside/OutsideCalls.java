package org.genomerecord.interpretation.outside;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads a laboratory's own calls from tab-separated lines: gene, diplotype, phenotype, activity
/// score, copy number; the last three may be left out, and so may the diplotype if there is a
/// phenotype. A heading names them in any order, from the gene on. The copy number is not used:
/// copies count as the diplotype has them. A score that the diplotype cannot have is no call. Other
/// lines that begin with `#` say nothing. (The first four are the columns of PharmCAT's outside
/// calls, which laboratories write already.) Alleles may have the gene's name before them. A call
/// of a gene that the release does not know stops no other: laboratories report genes that nobody
/// here interprets.
///
/// @param calls of genes that the release knows, by gene
/// @param linesOfOtherGenes the lines, from 1, that call a gene which it does not know
public record OutsideCalls(Map<String, OutsideCall> calls, List<Integer> linesOfOtherGenes) {
  private static final Pattern SCORE = Pattern.compile("≥?\\d{1,2}(\\.\\d{1,2})?");
  private static final Pattern COPY_NUMBER = Pattern.compile("\\d{1,2}");
  private static final int CELL_LENGTH_MAX = 200;

  /// As ingestion-service takes it.
  private static final Pattern SYMBOL =
      Pattern.compile("[A-Z][A-Z0-9-]{1,24}|C[0-9XY]{1,2}orf[0-9]{1,4}|rs[1-9][0-9]{0,11}");

  public OutsideCalls {
    calls = Collections.unmodifiableMap(new LinkedHashMap<>(calls));
    linesOfOtherGenes = List.copyOf(linesOfOtherGenes);
  }

  /// @param phenotypes of each gene that the release knows, by symbol, as its tables spell them
  /// @param activities of each gene that is scored, its alleles' activity values
  /// @throws NotReadable if a line is not such a call; it says which and why, without its content
  public static OutsideCalls parse(
      List<String> lines,
      Map<String, Set<String>> phenotypes,
      Map<String, Map<String, Double>> activities) {
    var calls = new LinkedHashMap<String, OutsideCall>();
    var others = new LinkedHashMap<String, Integer>();
    var columns = CallColumns.UNNAMED;
    boolean isFirst = true;
    for (var i = 0; i < lines.size(); i++) {
      var line = lines.get(i).replace("\uFEFF", "").stripTrailing();
      var cells = line.split("\t", -1);
      if (CallColumns.areNamedBy(cells)) {
        columns = heading(i + 1, cells, isFirst);
        isFirst = false;
        continue;
      }
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      isFirst = false;
      var call = call(i + 1, cells, columns);
      if (calls.containsKey(call.gene()) || others.containsKey(call.gene())) {
        throw new NotReadable(i + 1, "the gene has a call above already");
      }
      var known = phenotypes.get(call.gene());
      if (known == null) {
        others.put(call.gene(), i + 1);
        continue;
      }
      requireScoreOf(i + 1, call, activities.getOrDefault(call.gene(), Map.of()));
      calls.put(call.gene(), spelled(i + 1, call, known));
    }
    return new OutsideCalls(calls, List.copyOf(others.values()));
  }

  /// Whether nobody called anything.
  public boolean isEmpty() {
    return calls.isEmpty() && linesOfOtherGenes.isEmpty();
  }

  /// Calls above it would have been read by other columns.
  private static CallColumns heading(int line, String[] cells, boolean isFirst) {
    return CallColumns.named(cells)
        .filter(_ -> isFirst)
        .orElseThrow(() ->
            new NotReadable(
                line,
                "a heading above the calls names gene, then diplotype, phenotype, activity score"
                    + " and copy number in any order"));
  }

  /// By a number of copies in the place of the score, a poor metaboliser would be a normal one.
  private static void requireScoreOf(int line, OutsideCall call, Map<String, Double> activities) {
    if (call.activityScore() != null
        && StatedScore.contradicts(activities, call.diplotype(), call.activityScore())) {
      throw new NotReadable(
          line,
          "the activity score (column 4) is not what the diplotype sums to; the number of copies"
              + " is column 5");
    }
  }

  /// With its phenotypes as the tables spell them; of HLA they may be several.
  private static OutsideCall spelled(int line, OutsideCall call, Set<String> known) {
    if (call.phenotype().isEmpty()) {
      return call;
    }
    var spellings =
        known.stream().collect(Collectors.toMap(OutsideCalls::folded, name -> name, (a, _) -> a));
    var each =
        Stream.of(call.phenotype().split("[,;]", -1))
            .map(one -> Optional.ofNullable(spellings.get(folded(one.strip()))))
            .toList();
    if (!each.stream().allMatch(Optional::isPresent)) {
      throw new NotReadable(line, "the phenotype is none that the tables of the gene name");
    }
    return new OutsideCall(
        call.gene(),
        call.diplotype(),
        each.stream().flatMap(Optional::stream).collect(Collectors.joining(", ")),
        call.activityScore());
  }

  private static String folded(String phenotype) {
    return phenotype.toLowerCase(Locale.ROOT).replace("metaboliser", "metabolizer");
  }

  private static OutsideCall call(int line, String[] cells, CallColumns columns) {
    if (cells.length < 2 || cells.length > columns.names().size()) {
      throw new NotReadable(line, "a call has gene, diplotype, phenotype, activity score, copies");
    }
    for (var cell : cells) {
      if (cell.length() > CELL_LENGTH_MAX) {
        throw new NotReadable(line, "a cell is longer than " + CELL_LENGTH_MAX + " characters");
      }
    }
    var phenotype = columns.cell(cells, CallColumns.PHENOTYPE);
    var score = score(line, columns.cell(cells, CallColumns.ACTIVITY_SCORE));
    var copies = columns.cell(cells, CallColumns.COPY_NUMBER);
    if (!copies.isEmpty() && !COPY_NUMBER.matcher(copies).matches()) {
      throw new NotReadable(line, "the copy number is not a whole number");
    }
    var gene = columns.cell(cells, CallColumns.GENE);
    if (!SYMBOL.matcher(gene).matches()) {
      throw new NotReadable(line, "the gene is not written as an HGNC symbol");
    }
    var diplotype = AlleleNames.bare(gene, columns.cell(cells, CallColumns.DIPLOTYPE));
    if (diplotype.isEmpty() && phenotype.isEmpty() && score == null) {
      throw new NotReadable(line, "there is neither diplotype nor phenotype nor score");
    }
    return new OutsideCall(gene, diplotype, AlleleNames.bare(gene, phenotype), score);
  }

  private static @Nullable String score(int line, String cell) {
    if (cell.isEmpty()) {
      return null;
    }
    if (!SCORE.matcher(cell).matches()) {
      throw new NotReadable(line, "the activity score is not a number such as 1.25");
    }
    return cell;
  }

  /// Prints no call.
  @Override
  public String toString() {
    return "OutsideCalls";
  }

  /// A line is not a call.
  public static final class NotReadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotReadable(int line, String why) {
      super("line " + line + ": " + why);
    }
  }
}
