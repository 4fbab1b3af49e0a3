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
