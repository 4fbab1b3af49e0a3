package org.genomerecord.ingestion.offline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ValidatingAFileOfflineTest {
  private static final String SOUND =
      """
      ##fileformat=VCFv4.2
      ##INFO=<ID=DP,Number=1,Type=Integer,Description="Depth">
      ##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">
      ##contig=<ID=chr10,length=133797422>
      #CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tSYNPERSON
      chr10\t94781859\trs4244285\tG\tA\t50\tPASS\tDP=30\tGT\t0/1
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @Test
  void aSoundFileIsAccepted() throws IOException {
    assertThat(validate(SOUND)).isZero();
    assertThat(out.toString()).contains("accepted", "VCFv4.2", "GRCh38", "records: 1");
  }

  @Test
  void aBrokenFileIsRefusedWithLineColumnCodeAndRemedy() throws IOException {
    var broken = SOUND.replace("\tG\tA\t", "\tA\tG\t").replace("DP=30", "DP=many");

    assertThat(validate(broken, "--json", folder.resolve("out.json").toString())).isEqualTo(1);
    assertThat(out.toString()).contains("line 6, REF", "ref-mismatch", "bcftools norm");
    var json = read("out.json");
    assertThat(json.path("outcome").asText()).isEqualTo("refused");
    var problem = json.path("problems").path(0);
    assertThat(problem.path("line").asLong()).isEqualTo(6);
    assertThat(problem.path("column").asText()).isEqualTo("REF");
    assertThat(problem.path("code").asText()).isEqualTo("ref-mismatch");
    assertThat(problem.path("severity").asText()).isEqualTo("error");
    assertThat(problem.path("remedy").asText()).isNotBlank();
  }

  @Test
  void thatInsertionsAndDeletionsAreNotLeftAlignedIsSaidOnceAndWarnsOfNothing() throws IOException {
    var indels =
        SOUND
            + "chr10\t94800000\t.\tGAA\tG\t50\tPASS\tDP=30\tGT\t0/1\n"
            + "chr10\t94800010\t.\tG\tA,GT\t50\tPASS\tDP=30\tGT\t0/2\n";

    assertThat(validate(indels, "--json", folder.resolve("out.json").toString())).isZero();
    assertThat(out.toString())
        .containsOnlyOnce("insertions and deletions (records: 2): not checked for left-alignment");
    var json = read("out.json");
    assertThat(json.path("outcome").asText()).isEqualTo("accepted");
    assertThat(json.path("insertionsAndDeletions").path("records").asLong()).isEqualTo(2);
    assertThat(json.path("insertionsAndDeletions").path("leftAligned").asText())
        .isEqualTo("not-checked");
    assertThat(validate(SOUND)).isZero();
    assertThat(out.toString()).containsOnlyOnce("left-alignment");
  }

  @Test
  void warningsPassAndStayOnRecord() throws IOException {
    var odd = SOUND.replace("DP=30", "DP=many");

    assertThat(validate(odd, "--json", "-")).isZero();
    var json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("outcome").asText()).isEqualTo("accepted-with-warning");
    assertThat(json.path("problems").path(0).path("severity").asText()).isEqualTo("warning");
    assertThat(json.path("counts").path(0).path("count").asLong()).isEqualTo(1);
    assertThat(errors.toString()).contains("line 6, INFO");
  }

  @Test
  void theSampleAndTheAssemblyAreThoseOfTheCommand() throws IOException {
    var silent = SOUND.replaceAll("##contig.*\n", "");

    assertThat(validate(silent)).isEqualTo(1);
    assertThat(validate(silent, "--assembly", "GRCh38")).isZero();
    assertThat(validate(SOUND, "--assembly", "GRCh37")).isEqualTo(1);
    assertThat(validate(SOUND, "--sample", "SYNPERSON")).isZero();
    assertThat(validate(SOUND, "--sample", "OTHER")).isEqualTo(1);
  }

  @Test
  void promisedGenesThatAreNotCoveredAreToldByName() throws IOException {
    assertThat(validate(SOUND, "--genes", "CYP2C19,DPYD")).isZero();
    assertThat(out.toString()).contains("promised-gene-not-covered", "CYP2C19, ", "DPYD, ");
    assertThat(validate(SOUND, "--genes", "CYP2C91")).isEqualTo(2);
  }

  @Test
  void outsideCallsAreToldByTheirLines() throws IOException {
    assertThat(validateTable("# gene, diplotype\nCYP2D6\t*1/*4\n")).isZero();
    assertThat(out.toString()).contains("outside calls", "genes: 1");
    assertThat(validateTable("CYP2D6\t4/4\n")).isEqualTo(1);
    assertThat(out.toString()).contains("line 1, diplotype", "diplotype-malformed");
  }

  @Test
  void whatStandsAboveTheHeaderOfAVcfMakesItNoTableOfCalls() throws IOException {
    assertThat(validate("sample\tof today\n" + SOUND)).isEqualTo(1);
    assertThat(out.toString()).contains("line 1", "not-vcf").doesNotContain("gene-");
  }

  @Test
  void dataLinesUnderTheNameOfAVcfAreOneWithoutItsHeader() throws IOException {
    var lines = SOUND.substring(SOUND.indexOf("chr10\t"));

    for (var name : new String[] {"lines.vcf", "lines.VCF", "lines.vcf.gz", "lines.g.vcf.bgz"}) {
      var file = Files.writeString(folder.resolve(name), lines);
      assertThat(run(file.toString())).isEqualTo(1);
    }
    assertThat(out.toString()).contains("line 1", "not-vcf").doesNotContain("gene-");
    assertThat(validateTable(lines)).isEqualTo(1);
    assertThat(out.toString()).contains("call-column-count");
  }

  /// As the service says of the media type that its name stands for.
  @Test
  void underTheNameOfATableItIsOneWhateverStandsBetweenItsCells() throws IOException {
    for (var line : new String[] {"CYP2D6 *1/*4\n", "CYP2D6,*1/*4\n", "CYP2D6;*1/*4\n"}) {
      assertThat(validateTable(line)).isEqualTo(1);
    }
    assertThat(out.toString()).contains("call-column-count", "tabs").doesNotContain("not-vcf");
    assertThat(validateTable("gene,value,unit\nACTB,8.25,x\n")).isEqualTo(1);
    assertThat(out.toString()).contains("expression-header");
    assertThat(validateTable("## called by hand\nCYP2D6\t*1/*4\n")).isZero();
    assertThat(validateTable(SOUND)).isZero();
    assertThat(validateAs("file.txt", "CYP2D6 *1/*4\n")).isEqualTo(1);
    assertThat(out.toString()).contains("not-vcf");
  }

  @Test
  void anExpressionPanelIsToldByTheNamesOfItsColumns() throws IOException {
    var panel =
        Files.readString(
            Path.of("../local-stack/src/main/resources/sample/synthetic-expression.tsv"));

    assertThat(validateTable(panel, "--json", folder.resolve("out.json").toString())).isZero();
    assertThat(out.toString()).contains("expression panel, 21-gene assay", "values: 21");
    assertThat(read("out.json").path("values").asInt()).isEqualTo(21);
    assertThat(validateTable(panel.replace("10.82", "10,82"))).isEqualTo(1);
    assertThat(out.toString()).contains("line 12, value", "decimal-comma", "Write a decimal point");
    assertThat(validateTable(panel.replace("gene\tvalue", "Gene\tValue"))).isEqualTo(1);
    assertThat(out.toString()).contains("line 2", "expression-header");
  }

  @Test
  void aMessageIsToldByItsHeader() throws IOException {
    var message = Files.readString(Path.of("src/test/resources/hl7v2/result.hl7"));

    assertThat(validate(message, "--patient", "urn:oid:2.999.1.1|MRN-7")).isZero();
    assertThat(out.toString()).contains("genes: 2", "variant-not-read");
    assertThat(validate(message, "--patient", "urn:oid:2.999.1.1|MRN-8")).isEqualTo(1);
    assertThat(out.toString()).contains("line 2, PID-3", "subject-mismatch");
  }

  @Test
  void aReportIsToldByItsBrace() throws IOException {
    assertThat(validate("{\"resourceType\": \"Patient\"}")).isEqualTo(1);
    assertThat(out.toString()).contains("fhir-resource-unexpected");
    assertThat(validate("{}", "--patient", "nobody")).isEqualTo(2);
  }

  @Test
  void aWrongCommandIsNoVerdict() throws IOException {
    assertThat(validate(SOUND, "--assembly", "hg18")).isEqualTo(2);
    assertThat(validate(SOUND, "--nothing")).isEqualTo(2);
    assertThat(run(folder.resolve("absent.vcf").toString())).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
    assertThat(validate(SOUND, "--json", folder.resolve("no/out.json").toString())).isEqualTo(2);
    assertThat(run(folder.toString())).isEqualTo(2);
    assertThat(errors.toString())
        .contains("there is no such file", "it is a folder")
        .doesNotContain("IOException");
  }

  @Test
  void nothingOfTheFileIsInWhatIsWritten() throws IOException {
    var broken = SOUND.replace("0/1", "0/7").replace("DP=30", "PRIVATE=30");

    assertThat(validate(broken, "--json", "-", "--fhir", folder.resolve("f.json").toString()))
        .isEqualTo(1);
    assertThat(out + errors.toString() + Files.readString(folder.resolve("f.json")))
        .contains("sample 1")
        .doesNotContain("SYNPERSON", "94781859", "rs4244285", "0/7", "PRIVATE");
  }

  @Test
  void theOperationOutcomeSaysTheSame() throws IOException {
    assertThat(
            validate(SOUND.replace("0/1", "0/7"), "--fhir", folder.resolve("fhir.json").toString()))
        .isEqualTo(1);
    var outcome = read("fhir.json");
    assertThat(outcome.path("resourceType").asText()).isEqualTo("OperationOutcome");
    var issue = outcome.path("issue").path(0);
    assertThat(issue.path("severity").asText()).isEqualTo("error");
    assertThat(issue.path("details").path("coding").path(0).path("code").asText())
        .isEqualTo("genotype-index-beyond-alt");
    assertThat(issue.path("diagnostics").asText()).startsWith("Line 6, column sample 1:");
  }

  private JsonNode read(String name) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(name).toFile());
  }

  private int validate(String text, String... options) throws IOException {
    return validateAs("file.vcf", text, options);
  }

  private int validateTable(String text, String... options) throws IOException {
    return validateAs("file.tsv", text, options);
  }

  private int validateAs(String name, String text, String... options) throws IOException {
    var file = Files.writeString(folder.resolve(name), text);
    var arguments = new String[options.length + 1];
    arguments[0] = file.toString();
    System.arraycopy(options, 0, arguments, 1, options.length);
    return run(arguments);
  }

  private int run(String... arguments) {
    return new CommandLine(new ValidateCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(errors, true))
        .execute(arguments);
  }
}
