package org.genomerecord.ingestion.callset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.genomerecord.ingestion.outside.FileFormat;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// It is given bounds and nothing else: no vault, no log, nobody to ask about a patient.
class TryingInTheSandboxTest {
  private static final Submission SUBMISSION =
      Submission.parse("N-1", "urn:oid:2.999.1|MRN-0001", null, "GRCh38");
  private static final List<String> NOTHING_PROMISED = List.of();
  private static final String SOUND =
      """
      ##fileformat=VCFv4.2
      ##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">
      ##contig=<ID=chr10,length=133797422>
      #CHROM	POS	ID	REF	ALT	QUAL	FILTER	INFO	FORMAT	S1
      chr10	94781860	.	A	G	.	PASS	.	GT	0/1
      """;

  private final Sandbox sandbox = new Sandbox(TakingUpSubmissionsIT.LIMITS);

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aSoundFileWouldBeAccepted() throws IOException {
    try (var answer =
        sandbox.answer(
            SUBMISSION, "TREAT", NOTHING_PROMISED, Optional.empty(), bytes(SOUND), null)) {
      assertThat(answer.getStatus()).isEqualTo(200);
      assertThat(answer.getHeaderString("Sandbox")).isEqualTo("true");
      assertThat(answer.getEntity())
          .isInstanceOfSatisfying(
              Sandbox.Tried.class,
              tried -> {
                assertThat(tried.sandbox()).isTrue();
                assertThat(tried.state()).isEqualTo("accepted");
                assertThat(tried.records()).isEqualTo(1);
              });
    }
  }

  @ParameterizedTest
  @CsvSource({", purpose-missing", "BANANA, purpose-unknown"})
  void withoutAKnownPurposeOfUseItWouldNotBe(@Nullable String purpose, String code) {
    assertThatThrownBy(() ->
            sandbox.answer(
                SUBMISSION, purpose, NOTHING_PROMISED, Optional.empty(), bytes(SOUND), null))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(code);
              assertThat(refusal.category()).isEqualTo(Category.FORBIDDEN);
            });
  }

  @Test
  void theStatedSexAndThePromisedGenesAreHeldAgainstTheFile() throws IOException {
    var male = new StringBuilder(SOUND);
    for (int at = 0; at < 100; at++) {
      male.append("chrX\t%d\t.\tA\tG\t.\tPASS\t.\tGT\t1\n".formatted(10_000_000 + at));
    }
    var female =
        SUBMISSION.stating(
            null,
            SubmissionContext.parse(List.of("sex=female"), Instant.parse("2026-11-29T00:00:00Z")));

    try (var answer =
        sandbox.answer(
            female, "TREAT", NOTHING_PROMISED, Optional.empty(), bytes(male.toString()), null)) {
      assertThat(String.valueOf(answer.getEntity())).contains("sex-contradiction");
    }
    try (var answer =
        sandbox.answer(
            SUBMISSION, "TREAT", List.of("CYP2C19"), Optional.empty(), bytes(SOUND), null)) {
      assertThat(answer.getEntity())
          .isInstanceOfSatisfying(
              Sandbox.Tried.class,
              tried -> assertThat(tried.warnings()).contains("promised-gene-not-covered"));
    }
  }

  @Test
  void aBrokenOneIsRefusedWithTheReport() throws IOException {
    try (var answer =
        sandbox.answer(
            SUBMISSION,
            "TREAT",
            NOTHING_PROMISED,
            Optional.empty(),
            bytes(SOUND.replace("0/1", "0/7")),
            "application/json")) {
      assertThat(answer.getStatus()).isEqualTo(422);
      assertThat(answer.getHeaderString("Sandbox")).isEqualTo("true");
      assertThat(String.valueOf(answer.getEntity())).contains("\"line\":5").doesNotContain("0/7");
    }
  }

  @Test
  void whoeverIsOneTooManyComesBackLater() throws IOException {
    var wasRead = new AtomicBoolean();
    var asked =
        new FilterInputStream(bytes(SOUND)) {
          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            wasRead.set(true);
            assertThatThrownBy(() ->
                    sandbox.answer(
                        SUBMISSION,
                        "TREAT",
                        NOTHING_PROMISED,
                        Optional.empty(),
                        bytes(SOUND),
                        null))
                .isInstanceOfSatisfying(
                    Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("sandbox-busy"));
            return super.read(into, offset, length);
          }
        };
    sandbox.answer(SUBMISSION, "TREAT", NOTHING_PROMISED, Optional.empty(), asked, null);
    assertThat(wasRead).isTrue();

    try (var answer =
        sandbox.answer(
            SUBMISSION, "TREAT", NOTHING_PROMISED, Optional.empty(), bytes(SOUND), null)) {
      assertThat(answer.getStatus()).isEqualTo(200);
    }
  }

  @Test
  void anExpressionPanelIsTriedToo() throws IOException {
    var panel =
        Files.readString(
            Path.of("../local-stack/src/main/resources/sample/synthetic-expression.tsv"));
    var format = Optional.of(FileFormat.EXPRESSION_PANEL);

    try (var answer =
        sandbox.answer(SUBMISSION, "TREAT", NOTHING_PROMISED, format, bytes(panel), null)) {
      assertThat(answer.getEntity())
          .isInstanceOfSatisfying(
              Sandbox.Tried.class, tried -> assertThat(tried.records()).isEqualTo(21));
    }
    try (var answer =
        sandbox.answer(
            SUBMISSION,
            "TREAT",
            NOTHING_PROMISED,
            format,
            bytes(panel.replace("ACTB", "ACTA")),
            null)) {
      assertThat(answer.getStatus()).isEqualTo(422);
    }
  }

  @Test
  void aReportMayNotContradictWhatIsStatedOfItsSource() throws IOException {
    var format = Optional.of(FileFormat.FHIR);
    var somatic = AskingAFileForItsSourceTest.file(FileFormat.FHIR, "LA6684-0");

    try (var answer =
        sandbox.answer(
            AskingAFileForItsSourceTest.SILENT,
            "TREAT",
            NOTHING_PROMISED,
            format,
            new ByteArrayInputStream(somatic),
            null)) {
      assertThat(answer.getStatus()).isEqualTo(200);
    }
    try (var answer =
        sandbox.answer(
            AskingAFileForItsSourceTest.stating("source=germline"),
            "TREAT",
            NOTHING_PROMISED,
            format,
            new ByteArrayInputStream(somatic),
            null)) {
      assertThat(answer.getStatus()).isEqualTo(422);
      assertThat(String.valueOf(answer.getEntity())).contains("context-contradiction");
    }
  }

  @Test
  void aTableOfOutsideCallsIsTriedToo() throws IOException {
    var table = Optional.of(FileFormat.CALL_TABLE);

    try (var answer =
        sandbox.answer(
            SUBMISSION, "TREAT", NOTHING_PROMISED, table, bytes("CYP2D6\t*1/*4\n"), null)) {
      assertThat(answer.getEntity())
          .isInstanceOfSatisfying(
              Sandbox.Tried.class, tried -> assertThat(tried.records()).isEqualTo(1));
    }
    try (var answer =
        sandbox.answer(SUBMISSION, "TREAT", NOTHING_PROMISED, table, bytes("CYP2D6\n"), null)) {
      assertThat(answer.getStatus()).isEqualTo(422);
    }
  }
}
