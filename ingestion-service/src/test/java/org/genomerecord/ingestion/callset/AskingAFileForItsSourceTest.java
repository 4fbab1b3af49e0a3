package org.genomerecord.ingestion.callset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.genomerecord.ingestion.outside.FileFormat;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What a permit is asked for has to be known before it is asked for.
class AskingAFileForItsSourceTest {
  private static final AccessionId TAKEN = new AccessionId("accession-1");
  static final Submission SILENT = Submission.parse("N-1", "urn:oid:2.999.1.1|MRN-7", null, null);

  private final SourceOfFiles sources = new SourceOfFiles(TakingUpSubmissionsIT.LIMITS);

  static Submission stating(String field) {
    return SILENT.stating(
        "R21.1", SubmissionContext.parse(List.of(field), Instant.parse("2026-11-29T00:00:00Z")));
  }

  static byte[] file(FileFormat format, String answer) throws IOException {
    if (format == FileFormat.HL7V2) {
      return (Files.readString(Path.of("src/test/resources/hl7v2/result.hl7")).replace('\n', '\r')
              + "OBX|11|CWE|48002-0^Genomic source class^LN||%s||||||F\r".formatted(answer))
          .getBytes(UTF_8);
    }
    var report = Files.readString(Path.of("src/test/resources/fhir/report.json"));
    var frequency = "{\"coding\": [{\"system\": \"http://loinc.org\", \"code\": \"81258-6\"}]}";
    assertThat(report).contains(frequency);
    return report
        .replace(
            "\"code\": " + frequency,
            """
            "code": {"coding": [{"system": "http://loinc.org", "code": "48002-0"}]},
            "valueCodeableConcept": {"coding": [{"system": "http://loinc.org", "code": "%s"}]}
            }, {
            "code": %s\
            """
                .formatted(answer, frequency))
        .getBytes(UTF_8);
  }

  private record Intake(Submission submission, String content) {}

  private Intake taken(Submission submission, @Nullable FileFormat format, InputStream bytes)
      throws IOException {
    var taken = new AtomicReference<Intake>();
    var accession =
        sources.taken(
            "lab-a",
            submission,
            Optional.ofNullable(format),
            bytes,
            (of, content) -> {
              taken.set(new Intake(of, new String(content.readAllBytes(), UTF_8)));
              return TAKEN;
            });
    assertThat(accession).isEqualTo(TAKEN);
    return taken.get();
  }

  @ParameterizedTest
  @CsvSource({
    "FHIR, LA6684-0, TUMOUR",
    "FHIR, LA18195-0, TUMOUR",
    "FHIR, LA6683-2, PHARMACOGENOMIC",
    "FHIR, LA10429-1, PHARMACOGENOMIC",
    "HL7V2, LA6684-0, TUMOUR",
    "HL7V2, LA6683-2, PHARMACOGENOMIC"
  })
  void itIsCollectedAsWhatItSays(FileFormat format, String answer, DataClass collected)
      throws IOException {
    var bytes = file(format, answer);

    var taken = taken(SILENT, format, new ByteArrayInputStream(bytes));

    assertThat(taken.submission().collected(Optional.of(format))).isEqualTo(collected);
    assertThat(taken.content()).isEqualTo(new String(bytes, UTF_8));
  }

  @Test
  void whatElseIsStatedStays() throws IOException {
    var stated = stating("specimen=TUMOR, sex=female");

    var taken =
        taken(stated, FileFormat.FHIR, new ByteArrayInputStream(file(FileFormat.FHIR, "LA6684-0")));

    assertThat(taken.submission()).isEqualTo(stating("specimen=TUMOR, sex=female, source=somatic"));
  }

  /// What it says itself is held against that when it is validated.
  @ParameterizedTest
  @CsvSource({"FHIR, source=germline", "HL7V2, source=germline", "FHIR, source=somatic"})
  void whatTheRequestStatesCounts(FileFormat format, String field) throws IOException {
    var taken = taken(stating(field), format, new ByteArrayInputStream(file(format, "LA6684-0")));

    assertThat(taken.submission()).isEqualTo(stating(field));
  }

  @ParameterizedTest
  @EnumSource(
      value = FileFormat.class,
      names = {"CALL_TABLE", "EXPRESSION_PANEL"})
  void othersAreNotRead(FileFormat format) throws IOException {
    var bytes = file(FileFormat.FHIR, "LA6684-0");

    assertThat(taken(SILENT, format, new ByteArrayInputStream(bytes)).submission())
        .isEqualTo(SILENT);
    assertThat(taken(SILENT, null, new ByteArrayInputStream(bytes)).submission()).isEqualTo(SILENT);
  }

  @Test
  void ofOneThatIsTooLongAllIsTakenInAndRefusedThen() throws IOException {
    var bytes = new byte[(1 << 20) + 100];

    var taken = taken(SILENT, FileFormat.FHIR, new ByteArrayInputStream(bytes));

    assertThat(taken.submission()).isEqualTo(SILENT);
    assertThat(taken.content()).isEqualTo(new String(bytes, UTF_8));
  }

  @Test
  void thereIsRoomForOnlySoMany() throws IOException {
    sources.taken(
        "lab-a",
        SILENT,
        Optional.of(FileFormat.FHIR),
        InputStream.nullInputStream(),
        (_, _) -> {
          assertThatThrownBy(() -> taken(SILENT, FileFormat.FHIR, InputStream.nullInputStream()))
              .isInstanceOfSatisfying(
                  Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("reports-busy"));
          return TAKEN;
        });

    assertThat(taken(SILENT, FileFormat.FHIR, InputStream.nullInputStream()).submission())
        .isEqualTo(SILENT);
  }
}
