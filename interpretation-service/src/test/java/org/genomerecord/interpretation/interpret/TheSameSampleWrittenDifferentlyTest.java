package org.genomerecord.interpretation.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.interpretation.callset.SyntheticCallSet.RELEASE;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.genomerecord.interpretation.callset.SyntheticCallSet;
import org.genomerecord.interpretation.callset.SyntheticCallSet.Line;
import org.genomerecord.interpretation.panel.Panel;

/// What must not change the findings does not, and what is left out never makes them more certain.
class TheSameSampleWrittenDifferentlyTest {
  private static final int TRIES = 60;

  /// A sample with two random alleles of every gene, with some positions left out.
  record Sample(List<Line> lines, long seed) {}

  @Provide
  Arbitrary<Sample> samples() {
    return Combinators.combine(
            Arbitraries.longs(), Arbitraries.of(true, false), Arbitraries.integers().between(0, 4))
        .as((seed, phased, leftOut) -> {
          var random = new Random(seed);
          var lines = new ArrayList<Line>();
          for (var panel : RELEASE.panels()) {
            var alleles = panel.alleles();
            lines.addAll(
                SyntheticCallSet.carrying(
                    panel,
                    alleles.get(random.nextInt(alleles.size())),
                    alleles.get(random.nextInt(alleles.size())),
                    phased));
          }
          for (var i = 0; i < leftOut; i++) {
            lines.remove(random.nextInt(lines.size()));
          }
          return new Sample(List.copyOf(lines), seed);
        });
  }

  @Property(tries = TRIES)
  void theOrderOfRecordsDoesNotMatter(@ForAll("samples") Sample sample) {
    var shuffled = new ArrayList<>(sample.lines());
    Collections.shuffle(shuffled, new Random(sample.seed()));
    assertThat(findings(shuffled)).isEqualTo(findings(sample.lines()));
  }

  @Property(tries = TRIES)
  void splittingMultiallelicRecordsDoesNotMatter(@ForAll("samples") Sample sample) {
    var split = sample.lines().stream().flatMap(line -> split(line).stream()).toList();
    assertThat(split).hasSizeGreaterThan(sample.lines().size() - 1);
    assertThat(findings(split)).isEqualTo(findings(sample.lines()));
  }

  @Property(tries = TRIES)
  void whichCopyIsWrittenFirstDoesNotMatter(@ForAll("samples") Sample sample) {
    var swapped =
        sample.lines().stream()
            .map(
                line -> withGenotype(line, new StringBuilder(line.genotype()).reverse().toString()))
            .toList();
    assertThat(findings(swapped)).isEqualTo(findings(sample.lines()));
  }

  @Property(tries = TRIES)
  void variantsElsewhereDoNotMatter(@ForAll("samples") Sample sample) {
    var more = new ArrayList<>(sample.lines());
    var random = new Random(sample.seed());
    for (var i = 0; i < 50; i++) {
      more.add(
          new Line("chr" + (1 + random.nextInt(5)), 1 + random.nextInt(1 << 24), "A", "C", "0/1"));
      more.add(new Line("chr6", 1 + random.nextInt(1 << 24), "AC", "A", "1/1"));
    }
    assertThat(findings(more)).isEqualTo(findings(sample.lines()));
  }

  @Property(tries = TRIES)
  void namingContigsWithoutChrDoesNotMatter(@ForAll("samples") Sample sample) {
    var plain =
        sample.lines().stream()
            .map(line ->
                new Line(
                    line.contig().substring(3),
                    line.position(),
                    line.ref(),
                    line.alts(),
                    line.genotype()))
            .toList();
    assertThat(findings(plain)).isEqualTo(findings(sample.lines()));
  }

  @Property(tries = 4 * TRIES)
  void leavingOutADefiningPositionNeverMakesACallMoreCertain(@ForAll("samples") Sample sample) {
    var fewer = new ArrayList<>(sample.lines());
    var removed = fewer.remove(new Random(sample.seed()).nextInt(fewer.size()));
    var before = findings(sample.lines());
    var after = findings(fewer);
    for (var i = 0; i < before.size(); i++) {
      var gene = RELEASE.panels().get(i);
      if (!concerns(gene, removed)) {
        assertThat(after.get(i)).isEqualTo(before.get(i));
        continue;
      }
      assertThat(after.get(i).certainty()).isIn(Certainty.PROVISIONAL, Certainty.NOT_CALLED);
      assertThat(after.get(i).positionsMissing())
          .hasSize(before.get(i).positionsMissing().size() + 1)
          .containsAll(before.get(i).positionsMissing());
      assertThat(possible(after.get(i))).containsAll(possible(before.get(i)));
    }
  }

  private static Set<String> possible(Finding finding) {
    var possible = new HashSet<>(finding.phenotypesNotExcluded());
    finding.diplotypes().forEach(diplotype -> possible.add(diplotype.phenotype()));
    return possible;
  }

  private static boolean concerns(Panel panel, Line line) {
    return panel.loci().stream()
        .anyMatch(locus ->
            locus.chromosome().equals(line.contig()) && locus.position() == line.position());
  }

  private static List<Finding> findings(List<Line> lines) {
    return SyntheticCallSet.INTERPRETER
        .interpret(SyntheticCallSet.calls(lines), Set.of("pharmacogenomic"))
        .findings();
  }

  private static List<Line> split(Line line) {
    var alternates = List.of(line.alts().split(",", -1));
    return IntStream.rangeClosed(1, alternates.size())
        .mapToObj(index ->
            withGenotype(
                new Line(line.contig(), line.position(), line.ref(), alternates.get(index - 1), ""),
                line.genotype()
                    .chars()
                    .mapToObj(symbol ->
                        !Character.isDigit(symbol)
                            ? Character.toString(symbol)
                            : symbol - '0' == index ? "1" : "0")
                    .collect(Collectors.joining())))
        .toList();
  }

  private static Line withGenotype(Line line, String genotype) {
    return new Line(line.contig(), line.position(), line.ref(), line.alts(), genotype);
  }
}
