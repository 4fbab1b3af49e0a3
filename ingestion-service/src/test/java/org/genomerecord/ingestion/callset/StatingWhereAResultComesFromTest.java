package org.genomerecord.ingestion.callset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.genomerecord.ingestion.outside.FileFormat;
import org.genomerecord.ingestion.outside.SourceClass;
import org.genomerecord.ingestion.vcf.Assembly;
import org.genomerecord.ingestion.vcf.Sex;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.EventJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatingWhereAResultComesFromTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final String ALL =
      """
      specimen=TUMOR, collected="2026-11-20T09:15:00+01:00", ordering-provider=%"Dr. M%c3%bcller", \
      report="R\\"1\\\\2", source=somatic, tumour-purity=0.35,sex=female, \
      phasing="read-backed", pipeline=gatk, pipeline-version="4.6.1"\
      """;

  private static @Nullable SubmissionContext parse(String... lines) {
    return SubmissionContext.parse(List.of(lines), NOW);
  }

  private static void refusedNaming(String said, String... lines) {
    assertThatThrownBy(() -> parse(lines))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.category()).isEqualTo(Category.INCORRECT);
              assertThat(refusal.code()).isEqualTo("submission-context");
              assertThat(refusal.detail()).contains(said).doesNotContain("SECRET");
            });
  }

  @Test
  void nothingHasToBeStated() {
    assertThat(parse()).isNull();
  }

  @Test
  void allOfItIsReadFromOneFieldOrFromLinesOfIt() {
    var all =
        new SubmissionContext(
            "TUMOR",
            Instant.parse("2026-11-20T08:15:00Z"),
            "Dr. Müller",
            "R\"1\\2",
            "somatic",
            new BigDecimal("0.35"),
            "female",
            "read-backed",
            "gatk",
            "4.6.1");

    assertThat(parse(ALL)).isEqualTo(all);
    assertThat(parse(ALL.substring(0, 14), ALL.substring(16))).isEqualTo(all);
  }

  @Test
  void aDateOfTheStandardIsAMomentToo() {
    var context = parse("collected=@1659578233");

    assertThat(context)
        .extracting(SubmissionContext::collectedAt)
        .isEqualTo(Instant.parse("2022-08-04T01:57:13Z"));
  }

  @ParameterizedTest
  @CsvSource({"female, FEMALE", "male, MALE", "other,", "unknown,"})
  void onlyTwoSexesCanBeHeldAgainstChromosomes(String stated, @Nullable Sex sex) {
    var context = parse("sex=" + stated);

    assertThat(context).extracting(SubmissionContext::sexOf).isEqualTo(sex);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "specimen=blood-SECRET; specimen is a code of HL7 v2 table 0487",
        "sex=SECRET; sex is one of female, male, other, unknown",
        "source=SECRET; source is one of germline, somatic",
        "collected=\"SECRET\"; collected is a date",
        "collected=\"2026-11-20\"; collected is a date",
        "collected=@99999999999; collected is in the future",
        "collected=@999999999999999; collected is in the future",
        "tumour-purity=SECRET, source=somatic; tumour-purity is a number from 0 to 1",
        "tumour-purity=1.001, source=somatic; tumour-purity is a number from 0 to 1",
        "tumour-purity=-0.1, source=somatic; tumour-purity is a number from 0 to 1",
        "tumour-purity=0.5; tumour-purity needs source=somatic",
        "tumour-purity=0.5, source=germline; tumour-purity needs source=somatic",
        "pipeline-version=\"SECRET\"; pipeline-version needs pipeline",
        "report=\"\"; report is text of 1 to 128 characters",
        "report=%\"%0a\"; report is text of 1 to 128 characters",
        "SECRET=a; it is a dictionary",
        "secret=SECRET; the keys are collected, ordering-provider",
        "sex=female, sex=male; a key stands there twice"
      })
  void whatAKeyDoesNotHoldIsRefusedByItsName(String field, String said) {
    refusedNaming(said, field);
  }

  @Test
  void textHasABound() {
    assertThat(parse("report=\"" + "x".repeat(128) + "\"")).isNotNull();
    refusedNaming("report is text", "report=\"" + "x".repeat(129) + "\"");
    refusedNaming("at most 4096", "report=\"" + "x".repeat(4096) + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "sex",
        "sex=",
        "sex=female,",
        "sex=female;q=1",
        "sex=female sex=male",
        "report=\"SECRET",
        "report=\"Müller\"",
        "report=%\"%C3%BC\"",
        "report=%\"%ff\"",
        "Sex=female",
        "sex=(female)"
      })
  void whatIsNoDictionaryIsRefused(String field) {
    refusedNaming("it is a dictionary of RFC 9651", field);
  }

  @Test
  void itIsSealedWithTheSubmissionAndHeldAgainstTheFile() {
    var sealed =
        EventJson.write(
            new SubmittedContext(
                "N-1", null, "GRCh38", null, null, null, parse(ALL), List.of("CYP2C9")));

    var opened = EventJson.read(sealed, SubmittedContext.class);
    assertThat(opened.stated()).isEqualTo(parse(ALL));
    assertThat(opened.expectations().assembly()).isEqualTo(Assembly.GRCH38);
    assertThat(opened.expectations().promisedGenes()).containsExactly("CYP2C9");
  }

  private static SubmittedContext submitted(String field, @Nullable FileFormat format) {
    return new SubmittedContext(
        "N-1",
        null,
        null,
        format == null ? null : format.mediaType(),
        null,
        null,
        parse(field),
        null);
  }

  /// In the request, in what is sealed, and so in what waited in quarantine.
  @ParameterizedTest
  @CsvSource({
    ", source=somatic, TUMOUR",
    ", source=germline, PHARMACOGENOMIC",
    ", sex=female, PHARMACOGENOMIC",
    "CALL_TABLE, source=somatic, TUMOUR",
    "FHIR, source=somatic, TUMOUR",
    "HL7V2, source=somatic, TUMOUR",
    "FHIR, source=germline, PHARMACOGENOMIC",
    "EXPRESSION_PANEL, source=somatic, EXPRESSION",
    "EXPRESSION_PANEL, sex=female, EXPRESSION"
  })
  void whatIsSomaticIsCollectedAsATumours(
      @Nullable FileFormat format, String field, DataClass collected) {
    var submission =
        Submission.parse("N-1", "urn:oid:2.999.1|MRN-0001", null, null).stating(null, parse(field));

    assertThat(submission.collected(Optional.ofNullable(format))).isEqualTo(collected);
    assertThat(submitted(field, format).collected()).isEqualTo(collected);
  }

  /// What its file must not contradict.
  @ParameterizedTest
  @CsvSource({"source=somatic, SOMATIC", "source=germline, GERMLINE", "sex=female, GERMLINE"})
  void whatIsNotSaidToBeSomaticIsGermline(String field, SourceClass source) {
    assertThat(submitted(field, FileFormat.FHIR).source()).isEqualTo(source);
  }

  /// A woman's tumour may have lost one X, and a man's may have two.
  @Test
  void aTumoursChromosomesAreNotHeldAgainstTheSex() {
    assertThat(submitted("sex=female", null).expectations().sex()).isEqualTo(Sex.FEMALE);
    assertThat(submitted("sex=female, source=somatic", null).expectations().sex()).isNull();
  }

  @Test
  void whatWasSealedBeforeThereWasAContextIsStillRead() {
    var opened = EventJson.read("{\"number\":\"N-1\"}", SubmittedContext.class);

    assertThat(opened.expectations().sex()).isNull();
    assertThat(opened.expectations().promisedGenes()).isEmpty();
  }

  @Test
  void nobodyReadsItInALog() {
    assertThat(String.valueOf(parse(ALL))).isEqualTo("SubmissionContext[…]");
  }
}
