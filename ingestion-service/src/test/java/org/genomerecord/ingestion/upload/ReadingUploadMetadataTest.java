package org.genomerecord.ingestion.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.genomerecord.ingestion.callset.SubmissionContext;
import org.genomerecord.record.permit.PatientIdentifier;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingUploadMetadataTest {
  private static final String NEEDED =
      "accession " + base64("N-1") + ",patient-identifier " + base64("urn:oid:2.999.1|MRN-1");

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static UploadMetadata parse(@Nullable String header) {
    return UploadMetadata.parse(header, Instant.parse("2026-11-29T00:00:00Z"));
  }

  private static void assertRefused(@Nullable String header) {
    assertThatThrownBy(() -> parse(header))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.category()).isEqualTo(Category.INCORRECT);
              assertThat(refusal.detail()).doesNotContain("REVEALING").doesNotContain("MRN");
            });
  }

  @Test
  void theContextIsThatOfTheHeader() {
    var metadata = parse(NEEDED + ",submission-context " + base64("specimen=BLD, sex=male"));

    assertThat(metadata.submission().context())
        .isEqualTo(
            SubmissionContext.parse(
                List.of("specimen=BLD, sex=male"), Instant.parse("2026-11-29T00:00:00Z")));
    assertRefused(NEEDED + ",submission-context " + base64("sex=REVEALING"));
  }

  @Test
  void allThatASubmissionSaysInItsHeadersStandsHere() {
    var metadata =
        parse(
            NEEDED
                + (", purpose-of-use %s,sample %s,assembly %s,filename %s,filetype %s,content-digest %s"
                        + ",test-code %s")
                    .formatted(
                        base64("TREAT"),
                        base64("S1"),
                        base64("GRCh38"),
                        base64("génome 1.vcf.gz"),
                        base64("application/gzip"),
                        base64("sha-256=:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=:"),
                        base64("R21.1")));

    assertThat(metadata.submission().number()).isEqualTo("N-1");
    assertThat(metadata.submission().patient())
        .isEqualTo(new PatientIdentifier("urn:oid:2.999.1", "MRN-1"));
    assertThat(metadata.submission().sample()).isEqualTo("S1");
    assertThat(metadata.submission().testCode()).isEqualTo("R21.1");
    assertThat(metadata.purposeOfUse()).isEqualTo("TREAT");
    assertThat(metadata.contentDigest().hexByAlgorithm()).containsOnlyKeys("SHA-256");
  }

  @Test
  void accessionAndPatientAreEnough() {
    var metadata = parse(NEEDED);

    assertThat(metadata.submission().testCode()).isNull();
    assertThat(metadata.purposeOfUse()).isNull();
    assertThat(metadata.contentDigest().hexByAlgorithm()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "accession Ti0x",
        "accession  Ti0x,patient-identifier dXJufE0=",
        "accession Ti0x,accession Ti0x,patient-identifier dXJufE0=",
        "accession Ti0x patient-identifier dXJufE0=",
        "accession Ti0x,patient-identifier dXJufE0",
        "accession Ti0x,patient-identifier dXJ-fE0=",
        "accession Ti0x,patient-identifier /w==",
        "accession Ti0x,patient-identifier UkVWRUFMSU5H",
        "Accession Ti0x,patient-identifier dXJufE0=",
        "accession Ti0x,patient-identifier dXJufE0=,",
        "accession Ti0x,patient-identifier dXJufE0=,sampel UkVWRUFMSU5H",
        "accession,patient-identifier dXJufE0=",
        "accession Ti0x,patient-identifier dXJufE0=,content-digest UkVWRUFMSU5H",
        "accession Ti0x,patient-identifier dXJufE0=,purpose-of-use dHJlYXQ=",
        "accession Ti0x,patient-identifier dXJufE0=,test-code",
        "accession Ti0x,patient-identifier dXJufE0=,test-code UkVWRUFMSU5HIQ=="
      })
  void anythingElseIsRefusedWithoutRepeatingIt(String header) {
    assertRefused(header);
  }

  @Test
  void soIsNothingAndTooMuch() {
    assertRefused(null);
    assertRefused(NEEDED + ",sample " + base64("x".repeat(8_192)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../REVEALING",
        "/etc/REVEALING",
        "a\\REVEALING",
        "..",
        ".",
        " ",
        "a\nREVEALING",
        "a\0b"
      })
  void aFileNameIsNoPath(String name) {
    assertRefused(NEEDED + ",filename " + base64(name));
  }

  @ParameterizedTest
  @CsvSource({"genome.vcf.gz", "..hidden", "two words.vcf"})
  void aNameIsAName(String name) {
    assertThat(parse(NEEDED + ",filename " + base64(name)).submission().number()).isEqualTo("N-1");
  }

  @Test
  void itTellsNothingWhenItIsLogged() {
    assertThat(parse(NEEDED)).hasToString("UploadMetadata[…]");
  }
}
