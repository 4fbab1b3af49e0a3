package org.genomerecord.interpretation.guidance;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.genomerecord.interpretation.table.DefectiveKnowledge;

/// What a row of a guideline asks of one gene, as its table writes it: phenotypes with ` | `
/// between them, `only` and a phenotype, `score` and a [Band], `-` for a gene that is not known,
/// `*` for anything.
sealed interface Condition {
  /// What stands before a phenotype that has to be certain.
  String ONLY = "only ";

  boolean holds(GeneResult result);

  /// The results that it holds for, in words; empty unless it names them.
  default String words() {
    return "";
  }

  /// Whatever the gene's result, also if there is none.
  record Anything() implements Condition {
    @Override
    public boolean holds(GeneResult result) {
      return true;
    }
  }

  /// The gene was not called or not tested.
  record Unknown() implements Condition {
    @Override
    public boolean holds(GeneResult result) {
      return !result.isKnown();
    }
  }

  /// One of these phenotypes.
  record OneOf(Set<String> phenotypes) implements Condition {
    public OneOf {
      phenotypes = Set.copyOf(phenotypes);
    }

    @Override
    public boolean holds(GeneResult result) {
      return phenotypes.contains(result.phenotype());
    }

    @Override
    public String words() {
      return phenotypes.stream().sorted().collect(Collectors.joining(" or "));
    }
  }

  /// This phenotype, and no position is missing that would leave another one possible: of advice
  /// that rests on something not being there.
  record Only(String phenotype) implements Condition {
    @Override
    public boolean holds(GeneResult result) {
      return result.phenotype().equals(phenotype) && result.notExcluded().isEmpty();
    }

    @Override
    public String words() {
      return phenotype;
    }
  }

  /// An activity score within the band; where nobody stated it, all that there can be.
  record Score(Band band) implements Condition {
    @Override
    public boolean holds(GeneResult result) {
      var score = result.activityScore();
      return score == null
          ? !result.scores().isEmpty() && result.scores().stream().allMatch(band::holds)
          : band.holds(score);
    }
  }

  /// @throws DefectiveKnowledge if the cell is none of these
  static Condition parse(String table, String cell) {
    if (cell.equals("*")) {
      return new Anything();
    }
    if (cell.equals("-")) {
      return new Unknown();
    }
    if (cell.startsWith(ONLY)) {
      return new Only(cell.substring(ONLY.length()));
    }
    if (!cell.startsWith("score ")) {
      if (cell.isBlank()) {
        throw new DefectiveKnowledge(table, "a gene has neither phenotype nor score");
      }
      return new OneOf(Set.copyOf(List.of(cell.split(" \\| ", -1))));
    }
    return Band.parse(cell.substring("score ".length()))
        .<Condition>map(Score::new)
        .orElseThrow(() -> new DefectiveKnowledge(table, "cannot read the score of " + cell));
  }
}
