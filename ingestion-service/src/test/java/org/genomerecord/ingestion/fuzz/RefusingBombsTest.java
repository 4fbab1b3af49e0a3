package org.genomerecord.ingestion.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.genomerecord.ingestion.callset.SubmissionContext;
import org.genomerecord.ingestion.digest.ContentDigest;
import org.genomerecord.ingestion.fhir.FhirBounds;
import org.genomerecord.ingestion.fhir.FhirReports;
import org.genomerecord.ingestion.hl7v2.AssigningAuthorities;
import org.genomerecord.ingestion.hl7v2.Hl7Bounds;
import org.genomerecord.ingestion.hl7v2.Hl7Messages;
import org.genomerecord.ingestion.vcf.VcfBounds;
import org.genomerecord.ingestion.vcf.VcfExpectations;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfValidation;
import org.genomerecord.ingestion.vcf.Verdict;
import org.genomerecord.record.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Within the bounds that stand in production.
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class RefusingBombsTest {
  private static final int MEBIBYTE = 1 << 20;
  private static final String BILLION_LAUGHS =
      """
      <?xml version="1.0"?>
      <!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
      <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
      <Bundle xmlns="http://hl7.org/fhir"><id value="&d;"/></Bundle>
      """;

  /// One letter, for ever, counted.
  private static final class Endless extends InputStream {
    private long told;

    @Override
    public int read() {
      told++;
      return 'A';
    }

    @Override
    public int read(byte[] into, int from, int length) {
      Arrays.fill(into, from, from + length, (byte) 'A');
      told += length;
      return length;
    }
  }

  /// A text, and then empty lines for ever.
  private static final class EmptyLines extends InputStream {
    private final byte[] first;
    private int at;

    EmptyLines(String first) {
      this.first = first.getBytes(UTF_8);
    }

    @Override
    public int read() {
      return at < first.length ? first[at++] : '\n';
    }

    @Override
    public int read(byte[] into, int from, int length) {
      if (length > 0 && at < first.length) {
        into[from] = first[at++];
        return 1;
      }
      Arrays.fill(into, from, from + length, (byte) '\n');
      return length;
    }
  }

  /// The lines of a header up to the samples.
  private static String header(String version, String declarations) {
    return "##fileformat=VCFv%s\n##reference=GRCh38\n%s".formatted(version, declarations)
        + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tSYN1\n";
  }

  private static String codes(Verdict verdict) {
    return verdict.report().problems().stream()
        .map(VcfProblem::code)
        .distinct()
        .collect(Collectors.joining(" "));
  }

  private static Verdict vcf(InputStream bytes) throws IOException {
    return VcfValidation.validate(bytes, VcfExpectations.NONE, VcfBounds.standard());
  }

  private static Verdict report(byte[] bytes) throws IOException {
    return FhirReports.validate(
        new ByteArrayInputStream(bytes), patient -> true, FhirBounds.standard());
  }

  /// What is read ahead of the bound is less than a line of the bound's length.
  @Test
  void aLineWithoutEndIsReadAsFarAsALineMayGo() throws IOException {
    var endless = new Endless();

    assertThat(codes(vcf(endless))).isEqualTo("line-too-long");
    assertThat(endless.told).isLessThanOrEqualTo(2L * VcfBounds.standard().lineBytesMax());
  }

  @Test
  void aLineThatGzipMadeAThousandTimesSmallerIsRefusedAsEarly() throws IOException {
    var bomb = FrontDoor.gzip(new byte[100 * MEBIBYTE]);

    assertThat(bomb).hasSizeLessThan(MEBIBYTE / 4);
    assertThat(codes(vcf(new ByteArrayInputStream(bomb)))).isEqualTo("line-too-long");
  }

  @Test
  void aHeaderOfAMillionSamplesIsRefused() throws IOException {
    var header =
        "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t"
            + IntStream.range(0, 1_000_000)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining("\t"))
            + "\n";

    assertThat(codes(vcf(new ByteArrayInputStream(header.getBytes(UTF_8)))))
        .isEqualTo("samples-too-many");
  }

  /// Counting genotypes of so many alleles for each value would take days.
  @Test
  void aGenotypeOfMillionsOfAllelesIsRefused() throws IOException {
    int keyCount = 20_000;
    var keys = IntStream.range(0, keyCount).mapToObj(at -> ":G" + at).collect(Collectors.joining());
    var declarations =
        IntStream.range(0, keyCount)
            .mapToObj("##FORMAT=<ID=G%d,Number=G,Type=Integer,Description=\"x\">\n"::formatted)
            .collect(Collectors.joining());
    var sample = "0/".repeat(7_000_000) + "0" + ":0".repeat(keyCount);
    var text =
        header("4.2", declarations)
            + "chrUn\t1\t.\tG\t.\t.\t.\t.\tGT%s\t%s\n".formatted(keys, sample);

    assertThat(codes(vcf(new ByteArrayInputStream(text.getBytes(UTF_8)))))
        .contains("genotype-alleles-too-many");
  }

  /// `Aa` and `BB` are one to the hash of a text, and so is all that is made of them.
  @Test
  void keysThatAreOneToAHashAreReadAsFastAsOthers() throws IOException {
    var keys =
        IntStream.range(0, 1 << 16)
            .mapToObj(number ->
                IntStream.range(0, 16)
                    .mapToObj(bit -> ((number >> bit) & 1) == 0 ? "Aa" : "BB")
                    .collect(Collectors.joining()))
            .toList();
    var declarations =
        keys.stream()
            .map("##INFO=<ID=%s,Number=0,Type=Flag,Description=\"x\">\n"::formatted)
            .collect(Collectors.joining());
    var record = "chr10\t%d\t.\tG\tA\t.\t.\t" + String.join(";", keys) + "\tGT\t0/1\n";
    var records = IntStream.range(1, 11).mapToObj(record::formatted).collect(Collectors.joining());

    var outcome =
        vcf(new ByteArrayInputStream((header("4.2", declarations) + records).getBytes(UTF_8)));

    assertThat(codes(outcome)).isEqualTo("format-undeclared");
  }

  /// Each allele held against all of REF would take hours.
  @Test
  void aLineOfLongAllelesAndManyIsReadOnce() throws IOException {
    var alleles =
        IntStream.range(0, 700_000)
            .mapToObj(number ->
                IntStream.range(0, 10)
                    .mapToObj(
                        digit -> "ACGT".substring((number >> (2 * digit)) & 3).substring(0, 1))
                    .collect(Collectors.joining()))
            .collect(Collectors.joining(","));
    var record =
        "chrUn\t1\t.\t%s\t%s\t.\t.\t.\tGT\t0/1\n".formatted("G".repeat(8 * MEBIBYTE), alleles);

    var outcome = vcf(new ByteArrayInputStream((header("4.2", "") + record).getBytes(UTF_8)));

    assertThat(codes(outcome)).isEqualTo("format-undeclared");
  }

  @Test
  void aFileOfEmptyLinesIsReadAsFarAsItsErrorsAreCounted() throws IOException {
    var outcome = vcf(new EmptyLines(header("4.2", "")));

    assertThat(codes(outcome)).isEqualTo("column-count reading-stopped");
    assertThat(outcome.report().errorCount()).isEqualTo(VcfBounds.standard().errorsMax() + 1);
  }

  @Test
  void entitiesThatMultiplyAreExpandedByNobody() throws IOException {
    var bytes = BILLION_LAUGHS.getBytes(UTF_8);

    assertThat(codes(report(bytes))).isEqualTo("json-malformed");
    assertThat(
            codes(
                Hl7Messages.validate(
                    new ByteArrayInputStream(bytes),
                    patient -> true,
                    Hl7Bounds.standard(),
                    AssigningAuthorities.of(Map.of()))))
        .isEqualTo("hl7-header-malformed");
    assertThat(vcf(new ByteArrayInputStream(bytes)).isRefused()).isTrue();
  }

  @Test
  void jsonOfMillionsOfLevelsIsRefused() throws IOException {
    assertThat(codes(report("[".repeat(15 * MEBIBYTE).getBytes(UTF_8)))).isEqualTo("json-too-deep");
    assertThat(codes(report("{\"a\":".repeat(3 * MEBIBYTE).getBytes(UTF_8))))
        .isEqualTo("json-too-deep");
  }

  @Test
  void aDigestWithParametersUpToTheBoundIsReadAndOneWithMoreIsRefused() {
    var digest = "sha-256=:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=:";

    assertThat(ContentDigest.parse(List.of(digest + ";a".repeat(2000))).hexByAlgorithm())
        .containsOnlyKeys("SHA-256");
    assertThatThrownBy(() -> ContentDigest.parse(List.of(digest + ";a".repeat(4000))))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void aContextOfEscapesUpToTheBoundIsReadOrRefused() {
    var now = Instant.parse("2026-11-28T12:00:00Z");

    for (var text : List.of("\"" + "\\\"".repeat(2000) + "\"", "%\"" + "a".repeat(4000) + "\"")) {
      assertThatThrownBy(() -> SubmissionContext.parse(List.of("report=" + text), now))
          .isInstanceOf(Refusal.class);
    }
  }

  @Test
  void anAuthorityOfThousandsOfArcsIsNoPatientsAndNoFault() {
    var message =
        """
        MSH|^~\\&|A|B|C|D|20261129||ORU^R01^ORU_R01|N-1|P|2.5.1
        PID|1||MRN-7^^^&1%s&ISO^MR
        """
            .formatted(".1".repeat(30_000))
            .replace('\n', '\r')
            .getBytes(UTF_8);

    var read =
        Hl7Messages.read(
            message,
            false,
            patient -> true,
            Hl7Bounds.standard(),
            AssigningAuthorities.of(Map.of()));

    assertThat(read.outcome().isRefused()).isTrue();
  }
}
