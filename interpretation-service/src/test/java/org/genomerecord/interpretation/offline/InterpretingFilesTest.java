package org.genomerecord.interpretation.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.genomerecord.interpretation.report.FhirJson;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class InterpretingFilesTest {
  private static final Path CASES = Path.of("src/test/resources/concordance");
  private static final String REFERENCE = CASES.resolve("pgx-000-reference.vcf.gz").toString();
  private static final String UNPHASED = CASES.resolve("pgx-032-unphased.vcf.gz").toString();

  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();
  @TempDir Path folder;

  private int run(String... arguments) {
    return new CommandLine(new InterpretCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(errors))
        .execute(arguments);
  }

  @Test
  void severalFilesAreOneTable() throws IOException {
    var table = folder.resolve("calls.tsv");

    assertThat(run(REFERENCE, UNPHASED, "--calls", table.toString())).isZero();

    assertThat(Files.readAllLines(table))
        .hasSize(1 + 2 * 19)
        .startsWith(CallsTable.HEADER)
        .contains("pgx-032-unphased\tCYP2C19\t*30/*35\t\tIndeterminate\t0\t0");
  }

  @Test
  void oneFileThatCannotBeInterpretedDoesNotStopTheOthers() throws IOException {
    var broken = folder.resolve("broken.vcf");
    Files.writeString(broken, "no call set\n");

    assertThat(run("missing.vcf", broken.toString(), REFERENCE)).isEqualTo(1);

    assertThat(errors.toString())
        .contains("missing.vcf: cannot be read to its end (there is no such file)")
        .contains("broken.vcf: the call set has no header line (header-missing)");
    assertThat(out.toString()).contains("pgx-000-reference\tTPMT\t*1/*1");
  }

  @Test
  void aContigOfTheOtherAssemblyIsRefusedWithItsLine() throws IOException {
    var other = folder.resolve("other.vcf");
    Files.writeString(
        other,
        """
        ##fileformat=VCFv4.2
        #CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO	FORMAT	S
        NC_000010.10	94781859	.	G	A	.	PASS	.	GT	1/1
        """);

    assertThat(run(other.toString(), "--assembly", "GRCh38")).isEqualTo(1);

    assertThat(errors.toString())
        .contains(
            "other.vcf: line 3 is on NC_000010.10 of GRCh37, and the call set is on GRCh38"
                + " (assembly-contradiction).");
  }

  @Test
  void whatTheLaboratoryCalledStandsInEveryAnswer() throws IOException {
    var outside = folder.resolve("outside.tsv");
    Files.writeString(outside, "CYP2D6\t*4/*5\nHLA-B\t*57:01/*07:02\nTPMT\t*1/*3A\n");
    var page = folder.resolve("report.html");
    var plain = folder.resolve("patient.html");
    var fhir = folder.resolve("report.json");

    assertThat(
            run(
                REFERENCE,
                "--outside",
                outside.toString(),
                "--report",
                page.toString(),
                "--patient-report",
                plain.toString(),
                "--fhir",
                fhir.toString()))
        .isZero();

    assertThat(out.toString().lines())
        .startsWith(CallsTable.HEADER + "\tcalled")
        .contains(
            "pgx-000-reference\tCYP2C19\t*38/*38\t\tNormal Metabolizer\t0\t0\there",
            "pgx-000-reference\tTPMT\t*1/*3A\t\tIntermediate Metabolizer\t\t\toutside",
            "pgx-000-reference\tCYP2D6\t*4/*5\t\tPoor Metabolizer (score 0.0)\t\t\toutside")
        .allMatch(line -> line.split("\t", -1).length == 8)
        .hasSize(1 + 19 + 2);
    assertThat(Files.readString(page))
        .contains("CYP2D6 Poor Metabolizer", "HLA-B *57:01 positive", "Called by the laboratory")
        .contains("abacavir", "codeine");
    assertThat(Files.readString(plain))
        .contains("You have the marker *57:01", "Your laboratory told us this.", "codeine");
    var bundle = FhirJson.read(Bundle.class, Files.readString(fhir));
    assertThat(bundle.getTotal()).isEqualTo(1);
    assertThat(Files.readString(fhir)).contains("HLA-B *57:01 positive");
  }

  @Test
  void aCallOfTheLaboratoryThatMeansNothingHereHasNoMeaningOfOurs() throws IOException {
    var outside = folder.resolve("outside.tsv");
    Files.writeString(outside, "TPMT\t*1/*99\nCYP2D6\t*1/*999\n");

    assertThat(run(REFERENCE, "--outside", outside.toString())).isZero();

    assertThat(out.toString().lines())
        .contains(
            "pgx-000-reference\tTPMT\t*1/*1\t\tNormal Metabolizer\t0\t0\there",
            "pgx-000-reference\tCYP2D6\t*1/*999\t\tIndeterminate\t\t\toutside")
        .noneMatch(line -> line.contains("*1/*99\t"));
  }

  @Test
  void aFileOfOutsideCallsThatIsNoneIsSaidToBeNone() throws IOException {
    var none = folder.resolve("none.tsv");
    Files.writeString(none, "# nothing\n");
    var packed = folder.resolve("packed.tsv");
    Files.write(packed, new byte[] {0x1f, (byte) 0x8b, 8, 0, (byte) 0xff});

    assertThat(run(REFERENCE, "--outside", none.toString())).isEqualTo(2);
    assertThat(run(REFERENCE, "--outside", packed.toString())).isEqualTo(2);

    assertThat(errors.toString())
        .contains("none.tsv: holds no call.", "packed.tsv: is no text in UTF-8");
    assertThat(out).hasToString("");
  }

  @Test
  void withoutCallsOfTheLaboratoryReportsChangeNoLine() throws IOException {
    assertThat(run(UNPHASED)).isZero();
    var alone = out.toString();
    out.getBuffer().setLength(0);

    assertThat(run(UNPHASED, "--report", folder.resolve("report.html").toString())).isZero();

    assertThat(out).hasToString(alone);
  }

  @Test
  void drugsAreAnsweredOneByOneInsteadOfTheTable() throws IOException {
    var medications = folder.resolve("medications.txt");
    Files.writeString(medications, "fluvoxamine\n\nsome herb\n");

    assertThat(
            run(
                REFERENCE,
                "--drug",
                "Clopidogrel",
                "--drug",
                "2670",
                "--drug",
                "metformin",
                "--drug",
                "no such drug",
                "--drug",
                "warfarin",
                "--medications",
                medications.toString(),
                "--dosing",
                "ageYears=62,heightCm=170,weightKg=70,race=white,amiodarone=no,enzymeInducer=no"))
        .isZero();

    assertThat(out.toString())
        .doesNotContain(CallsTable.HEADER)
        .contains(
            "codeine (RxNorm 2670): there is guidance by CYP2D6, which was not tested.",
            "metformin (RxNorm 6809): this release has no guideline",
            "no such drug: unknown drug",
            "CYP2C19: by its genes Normal Metabolizer; while fluvoxamine (strong inhibitor) is taken,"
                + " like Poor Metabolizer.",
            "Dose by algorithm: 41.1 mg a week.",
            "No dose by algorithm: It needs targetInr (1.5 to 4)");
    assertThat(errors.toString()).contains("not considered, as not known: some herb");
  }

  @Test
  void aDrugWhoseGeneCouldNotBeToldIsAnsweredWithWhatToKnow() throws IOException {
    var outside = folder.resolve("hla.tsv");
    Files.writeString(outside, "HLA-B\t*57/*07:02\n");

    assertThat(run(REFERENCE, "--outside", outside.toString(), "--drug", "abacavir")).isZero();

    assertThat(out.toString())
        .contains(
            "[any] HLA-B *57:01 not told: none (none). No recommendation without HLA-B *57:01,"
                + " which the test does not tell. If *57:01 positive: avoid.",
            "To know: HLA-B: The call does not tell whether it is there: HLA-B *57:01.")
        .doesNotContain("not tested");
  }

  @Test
  void inAContextThatIsStatedItsAdviceAloneIsGiven() {
    assertThat(
            run(
                REFERENCE,
                "--drug",
                "warfarin",
                "--drug",
                "voriconazole",
                "--context",
                "adult, African ancestry",
                "--context",
                "transplantation"))
        .isZero();

    assertThat(out.toString())
        .contains(
            "In the context that was stated: adult, African ancestry.",
            "[adult, African ancestry]",
            "Stated, and no difference to this drug: transplantation.",
            "[paediatric] CYP2C19",
            "Stated, and no difference to this drug: adult, African ancestry; transplantation.")
        .doesNotContain("[paediatric] CYP2C9");
    assertThat(errors)
        .hasToString(
            "✖ makes no difference to what was asked: --context transplantation"
                + System.lineSeparator());
  }

  @Test
  void aContextThatIsNotKnownIsAWrongCommandAndTheKnownOnesAreSaid() {
    assertThat(run(REFERENCE, "--drug", "warfarin", "--context", "grown up")).isEqualTo(2);

    assertThat(errors.toString())
        .startsWith(
            "✖ a context is stated that no guideline here has; of what was asked there are: ")
        .contains("adult, African ancestry", "; paediatric.")
        .doesNotContain("coronary");
    assertThat(out).hasToString("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--medications paroxetine | --medications, --dosing and --context belong to a --drug",
        "--dosing ageYears=62 | --medications, --dosing and --context belong to a --drug",
        "--context adult | --medications, --dosing and --context belong to a --drug",
        "--drug codeine --medications ./none.txt | --medications ./none.txt: there is no such file",
        "--fhir none/report.json | none/report.json: there is no such folder",
        "--knowledge none/release | none/release: there is no such folder",
        "--assembly hg99 | --assembly hg99 is not an assembly known here",
        "--calls none/calls.tsv | none/calls.tsv: there is no such folder",
        "--report src | src: is a folder",
        "--patient-report src | src: is a folder",
      })
  void whatCannotBeDoneIsSaidBeforeAnythingIsRead(String options, String why) {
    var arguments = new ArrayList<>(List.of("missing.vcf"));
    arguments.addAll(List.of(options.split(" ", -1)));

    assertThat(run(arguments.toArray(String[]::new))).isEqualTo(2);

    assertThat(errors).hasToString("✖ " + why + "." + System.lineSeparator());
  }

  @Test
  void reportsOfTwoFilesOfOneNameCouldNotBeToldApart() throws IOException {
    var copy = folder.resolve(Path.of(REFERENCE).getFileName());
    Files.copy(Path.of(REFERENCE), copy);
    var report = folder.resolve("report.html").toString();

    assertThat(run(REFERENCE, copy.toString(), "--report", report)).isEqualTo(2);
    assertThat(errors.toString()).contains("two files have one name");
  }

  @Test
  void aFolderIsNoCallSet() {
    assertThat(run("src")).isEqualTo(1);
    assertThat(errors.toString()).contains("src: is a folder.");
  }

  @Test
  void aQuestionThatIsNoneIsAWrongCommand() {
    assertThat(run(REFERENCE, "--drug", "warfarin", "--dosing", "ageYears=7")).isEqualTo(2);
    assertThat(errors.toString()).contains("ageYears (18 to 110)");
  }

  @Test
  void callsThatCannotBeReadAreSaidWithTheirLine() throws IOException {
    var outside = folder.resolve("outside.tsv");
    Files.writeString(outside, "CYP2D6\t*4/*5\nCOMT\tG/A\nCYP2D6\t*1/*1\n");

    assertThat(run(REFERENCE, "--outside", outside.toString())).isEqualTo(2);

    assertThat(errors)
        .hasToString(
            "✖ "
                + outside
                + ", line 3: the gene has a call above already."
                + System.lineSeparator());
    assertThat(out).hasToString("");
  }

  @Test
  void aGeneThatIsNotInterpretedHereLeavesTheOthersOfItsFile() throws IOException {
    var outside = folder.resolve("outside.tsv");
    Files.writeString(outside, "COMT\tG/A\nCYP2D6\t*4/*5\nCYP1A2\t*1F/*1F\nHLA-B\t*57:01/*07:02\n");

    assertThat(
            run(
                REFERENCE,
                "--outside",
                outside.toString(),
                "--calls",
                "-",
                "--drug",
                "codeine",
                "--drug",
                "abacavir"))
        .isZero();

    assertThat(out.toString())
        .contains("CYP2D6 Poor Metabolizer: avoid", "HLA-B *57:01 positive: avoid")
        .contains("pgx-000-reference\tCYP2D6\t*4/*5\t")
        .doesNotContain("\tCOMT\t", "CYP1A2");
    assertThat(errors.toString().lines())
        .containsExactly(
            "✖ "
                + outside
                + ", line 1: not considered, as the gene is none that is interpreted here.",
            "✖ "
                + outside
                + ", line 3: not considered, as the gene is none that is interpreted here.");
  }

  @Test
  void callsOfOtherGenesAloneAreCallsToo() throws IOException {
    var outside = folder.resolve("outside.tsv");
    Files.writeString(outside, "CYP1A2\t*1F/*1F\n");

    assertThat(run(REFERENCE, "--outside", outside.toString())).isZero();

    assertThat(errors.toString()).contains("line 1: not considered").doesNotContain("no call");
    assertThat(out.toString()).contains("pgx-000-reference\tTPMT\t*1/*1").doesNotContain("CYP1A2");
  }

  @Test
  void anAssemblyThatIsNotKnownIsAWrongCommand() {
    assertThat(run(REFERENCE, "--assembly", "hg99")).isEqualTo(2);
    assertThat(run(REFERENCE, "--assembly", "GRCh37")).isEqualTo(1);
    assertThat(errors.toString()).contains("hg99", "more than one assembly");
  }
}
