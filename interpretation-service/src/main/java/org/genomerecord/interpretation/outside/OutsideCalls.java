package org.genomerecord.interpretation.outside;

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
/// phenotype. The copy number is not used: copies count as the diplotype has them. Lines that begin
/// with `#` say nothing. (The first four are the columns of PharmCAT's outside calls, which
/// laboratories write already.) Alleles may have the gene's name before them.
public final class OutsideCalls {
  private static final int COLUMNS_MAX = 5;
  private static final Pattern SCORE = Pattern.compile("≥?\\d{1,2}(\\.\\d{1,2})?");
  private static final Pattern COPY_NUMBER = Pattern.compile("\\d{1,2}");
  private static final int CELL_LENGTH_MAX = 200;

  private OutsideCalls() {}

  /// @param phenotypes of each gene that the release knows, by symbol, as its tables spell them
  /// @return by gene
  /// @throws NotReadable if a line is not such a call; it says which and why, without its content
  public static Map<String, OutsideCall> parse(
      List<String> lines, Map<String, Set<String>> phenotypes) {
    var calls = new LinkedHashMap<String, OutsideCall>();
    for (var i = 0; i < lines.size(); i++) {
      var line = lines.get(i).replace("\uFEFF", "").stripTrailing();
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      var call = call(i + 1, line.split("\t", -1));
      var known = phenotypes.get(call.gene());
      if (known == null) {
        throw new NotReadable(i + 1, "the gene is not one that this release knows");
      }
      if (calls.put(call.gene(), spelled(i + 1, call, known)) != null) {
        throw new NotReadable(i + 1, "the gene has a call above already");
      }
    }
    return calls;
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

  private static OutsideCall call(int line, String[] cells) {
    if (cells.length < 2 || cells.length > COLUMNS_MAX) {
      throw new NotReadable(line, "a call has gene, diplotype, phenotype, activity score, copies");
    }
    for (var cell : cells) {
      if (cell.length() > CELL_LENGTH_MAX) {
        throw new NotReadable(line, "a cell is longer than " + CELL_LENGTH_MAX + " characters");
      }
    }
    var phenotype = cells.length > 2 ? cells[2].strip() : "";
    var score = cells.length > 3 ? score(line, cells[3].strip()) : null;
    if (cells.length > 4
        && !cells[4].isBlank()
        && !COPY_NUMBER.matcher(cells[4].strip()).matches()) {
      throw new NotReadable(line, "the copy number is not a whole number");
    }
    var gene = cells[0].strip();
    var diplotype = AlleleNames.bare(gene, cells[1].strip());
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

  /// A line is not a call.
  public static final class NotReadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotReadable(int line, String why) {
      super("line " + line + ": " + why);
    }
  }
}
