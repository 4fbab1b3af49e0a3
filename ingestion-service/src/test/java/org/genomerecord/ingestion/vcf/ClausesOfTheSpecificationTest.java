package org.genomerecord.ingestion.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.ingestion.vcf.SyntheticVcf.outcomeOf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Clauses of VCF 4.1 to 4.5 as tables of lines in `src/test/resources/clause`, each with what
/// becomes of a file that is sound but for it. A row is version, outcome, code and the lines; a
/// point stands for the usual version, `~` for one more tab, ` ;; ` between lines.
class ClausesOfTheSpecificationTest {
  private static final Path FOLDER = Path.of("src/test/resources/clause");

  private static final List<String> DECLARATIONS =
      List.of(
          "##ALT=<ID=NON_REF,Description=\"Any other allele\">",
          "##ALT=<ID=*,Description=\"Any other allele\">",
          "##ALT=<ID=INS,Description=\"Insertion\">",
          "##ALT=<ID=DEL:ME,Description=\"Deletion of a mobile element\">",
          "##ALT=<ID=CNV:TR,Description=\"Tandem repeat\">",
          "##INFO=<ID=SVLEN,Number=.,Type=Integer,Description=\"Length\">",
          "##INFO=<ID=SVCLAIM,Number=.,Type=String,Description=\"Claim\">",
          "##INFO=<ID=RN,Number=.,Type=Integer,Description=\"Repeats\">",
          "##INFO=<ID=RUS,Number=.,Type=String,Description=\"Units\">",
          "##INFO=<ID=RUL,Number=.,Type=Integer,Description=\"Lengths of units\">",
          "##INFO=<ID=RUC,Number=.,Type=Float,Description=\"Counts of units\">",
          "##INFO=<ID=CN,Number=A,Type=Float,Description=\"Copies\">",
          "##INFO=<ID=CLASS,Number=1,Type=Character,Description=\"Class\">",
          "##INFO=<ID=CLASSES,Number=2,Type=Character,Description=\"Classes\">",
          "##INFO=<ID=AC,Number=A,Type=Integer,Description=\"Counted\">",
          "##INFO=<ID=AN,Number=1,Type=Integer,Description=\"All\">",
          "##INFO=<ID=RA,Number=R,Type=Integer,Description=\"By allele\">",
          "##INFO=<ID=ANY,Number=.,Type=String,Description=\"Any\">",
          "##INFO=<ID=PAIR,Number=2,Type=Integer,Description=\"Two\">",
          "##FORMAT=<ID=DP,Number=1,Type=Integer,Description=\"Depth\">",
          "##FORMAT=<ID=GQ,Number=1,Type=Integer,Description=\"Quality\">",
          "##FORMAT=<ID=GP,Number=G,Type=Float,Description=\"Probabilities\">",
          "##FORMAT=<ID=CN,Number=1,Type=Float,Description=\"Copies\">",
          "##FORMAT=<ID=ZYG,Number=1,Type=Character,Description=\"Zygosity\">",
          "##FORMAT=<ID=SHIFT,Number=1,Type=Integer,Description=\"Shift\">",
          "##FORMAT=<ID=PSL,Number=.,Type=String,Description=\"Phase sets\">",
          "##FORMAT=<ID=LEN,Number=1,Type=Integer,Description=\"Length of block\">",
          "##FORMAT=<ID=LAA,Number=.,Type=Integer,Description=\"Local alleles\">");
  private static final List<String> DECLARATIONS_OF_45 =
      List.of(
          "##FORMAT=<ID=LAD,Number=LR,Type=Integer,Description=\"Local depths\">",
          "##FORMAT=<ID=LEC,Number=LA,Type=Integer,Description=\"Local counts\">",
          "##FORMAT=<ID=LPL,Number=LG,Type=Integer,Description=\"Local likelihoods\">");

  static Stream<Arguments> clauses() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files.sorted().flatMap(ClausesOfTheSpecificationTest::rows).toList().stream();
    }
  }

  private static Stream<Arguments> rows(Path file) {
    try {
      var kind = String.valueOf(file.getFileName()).replace(".tsv", "");
      return Files.readAllLines(file).stream()
          .filter(row -> !row.isBlank() && !row.startsWith("//"))
          .map(row -> row.split(" +", 4))
          .map(cells -> Arguments.of(kind, cells[0], cells[1], cells[2], cells[3]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest(name = "{0} {1}: {4} is {2} {3}")
  @MethodSource("clauses")
  void everyClauseHasItsOutcomeAndItsLine(
      String kind, String version, String outcome, String code, String lines) {
    var vcf = file(kind, version, lines);
    // In a header the case is the last line of the meta-information, otherwise the last record.
    long expectedLine =
        kind.equals("header")
            ? vcf.firstRecordLine() - 2
            : vcf.firstRecordLine() + lines.split(" ;; ", -1).length - 1;
    var result = outcomeOf(text(kind, vcf).getBytes(StandardCharsets.UTF_8));

    var problems = result.report().problems();
    var said = result + " " + problems;
    switch (outcome) {
      case "accepted" -> assertThat(problems).as(said).isEmpty();
      case "warned" -> {
        assertThat(result).as(said).isInstanceOf(VcfOutcome.Accepted.class);
        assertThat(problems)
            .as(said)
            .anyMatch(one -> isAt(one, expectedLine, code) && one.severity() == Severity.WARNING);
      }
      case "refused" -> {
        assertThat(result).as(said).isInstanceOf(VcfOutcome.Refused.class);
        assertThat(((VcfOutcome.Refused) result).problems().getFirst())
            .as(said)
            .matches(one -> isAt(one, expectedLine, code));
      }
      default -> throw new IllegalArgumentException(outcome);
    }
  }

  static SyntheticVcf file(String kind, String version, String lines) {
    var vcf = new SyntheticVcf();
    if (!version.equals(".")) {
      vcf.fileFormat("VCFv" + version);
    }
    DECLARATIONS.forEach(vcf::metaLine);
    if (version.equals("4.5")) {
      DECLARATIONS_OF_45.forEach(vcf::metaLine);
    }
    for (var line : lines.split(" ;; ", -1)) {
      if (kind.equals("header")) {
        vcf.metaLine(line.strip());
      } else {
        vcf.record(line.strip());
      }
    }
    return kind.equals("header") ? vcf.record("chr12 100 . G A . . . GT 0/1") : vcf;
  }

  static String text(String kind, SyntheticVcf vcf) {
    var text = vcf.text().replace('~', '\t');
    int records = text.indexOf("#CHROM");
    return kind.equals("spaced")
        ? text.substring(0, records) + text.substring(records).replace('_', ' ')
        : text;
  }

  private static boolean isAt(VcfProblem problem, long line, String code) {
    return problem.code().equals(code) && (problem.line() == null || problem.line() == line);
  }
}
