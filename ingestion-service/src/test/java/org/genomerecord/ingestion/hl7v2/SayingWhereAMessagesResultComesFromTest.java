package org.genomerecord.ingestion.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.genomerecord.ingestion.hl7v2.SampleMessage.TEXT;
import static org.genomerecord.ingestion.hl7v2.SampleMessage.read;
import static org.genomerecord.ingestion.hl7v2.SampleMessage.with;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.genomerecord.ingestion.hl7v2.Origin.Said;
import org.genomerecord.ingestion.outside.OutsideOutcome;
import org.genomerecord.ingestion.outside.SourceClass;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SayingWhereAMessagesResultComesFromTest {
  private static final String SPECIMEN = "||BLD^Blood^HL70487";
  private static final String ORDER = "|20261128093000+0000|||||||||";
  private static final String SOURCE = "OBX|11|CWE|48002-0^Genomic source class^LN||%s||||||F\r";

  private static String collected(String time) {
    return with(SPECIMEN, SPECIMEN + "|".repeat(13) + time);
  }

  private static String orderedBy(String provider) {
    return with(ORDER, ORDER + provider);
  }

  private static @Nullable Object value(@Nullable Said<?> said) {
    return said == null ? null : said.value();
  }

  private static List<VcfProblem> problems(Hl7Message message) {
    return message.outcome().report().problems().stream()
        .filter(problem -> problem.code().equals("context-not-taken"))
        .toList();
  }

  private static void assertLeftOut(Hl7Message message, long segment, String field) {
    assertThat(problems(message))
        .extracting(VcfProblem::line, VcfProblem::column, VcfProblem::severity)
        .containsExactly(tuple(segment, field, Severity.WARNING));
    assertThat(message.outcome().isRefused()).isFalse();
    assertThat(message.outcome().calls()).hasSize(2);
    assertThat(SampleMessage.acknowledgement(message).accepted())
        .contains("MSA|AA|", "context-not-taken");
  }

  @Test
  void theSampleSaysItsSexAndSpecimen() {
    assertThat(read(TEXT).origin())
        .isEqualTo(
            new Origin(
                new Said<>("BLD", 15, "SPM-4"),
                null,
                null,
                new Said<>("female", 2, "PID-8"),
                null));
    assertThat(problems(read(TEXT))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"F, female", "M, male", "O, other", "A, other", "N, other", "U, unknown"})
  void theSexIsOfTheTable(String code, String sex) {
    assertThat(value(read(with("19700101|F", "19700101|" + code)).origin().sex())).isEqualTo(sex);
  }

  @Test
  void nothingHasToBeSaid() {
    var silent = read(with("19700101|F", "19700101|\"\"").replace(SPECIMEN, ""));

    assertThat(silent.origin()).isEqualTo(Origin.UNTOLD);
    assertThat(problems(silent)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "20261120091500+0100, 2026-11-20T08:15:00Z",
    "202611200915+0100^202611200920+0100, 2026-11-20T08:15:00Z",
    "20261120091500.1234-0500, 2026-11-20T14:15:00Z",
    "20261120091500, 2026-11-20T09:15:00Z"
  })
  void collectionHasItsOwnOffsetOrItsSenders(String time, Instant at) {
    assertThat(value(read(collected(time)).origin().collectedAt())).isEqualTo(at);
  }

  @ParameterizedTest
  @CsvSource({
    "1234^MÜLLER^EVA^^^DR., DR. EVA MÜLLER (1234)",
    "^MÜLLER, MÜLLER",
    "1234, 1234",
    "1234^MÜLLER~5678^SMITH, MÜLLER (1234)"
  })
  void whoOrderedItIsAPerson(String provider, String name) {
    assertThat(value(read(orderedBy(provider)).origin().orderingProvider())).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({"119297000^Blood^SCT^BLD^Blood^HL70487, BLD", "^^^SAL^Saliva^HL70487, SAL"})
  void theTypeOfTheSpecimenMayBeTheAlternateCode(String type, String code) {
    assertThat(value(read(with("BLD^Blood^HL70487", type)).origin().specimenType()))
        .isEqualTo(code);
  }

  @Test
  void aBadValueIsToldWithItsPlaceAndTheMessageIsTaken() {
    assertLeftOut(read(with("19700101|F", "19700101|W")), 2, "PID-8");
    assertLeftOut(read(with("19700101|F", "19700101|F^M")), 2, "PID-8");
    assertLeftOut(read(with("BLD^", "blood^")), 15, "SPM-4");
    assertLeftOut(read(with("BLD^", "BLD&2^")), 15, "SPM-4");
    assertLeftOut(read(orderedBy("^" + "X".repeat(129))), 4, "OBR-16");
    for (var time : List.of("20261120", "202613200915+0000", "yesterday", "202611200915+9900")) {
      assertLeftOut(read(collected(time)), 15, "SPM-17");
    }
  }

  @Test
  void withoutAnyOffsetThereIsNoMoment() {
    assertLeftOut(
        read(collected("20261120091500").replace("|20261129080000+0000|", "|20261129080000|")),
        15,
        "SPM-17");
  }

  @Test
  void nothingWasCollectedAfterItCame() {
    var text = collected("20261120091500+0000");

    assertLeftOut(at(text, "2026-11-20T09:14:59Z"), 15, "SPM-17");
    assertThat(problems(at(text, "2026-11-20T09:15:00Z"))).isEmpty();
  }

  private static Hl7Message at(String text, String now) {
    return Hl7Messages.read(
        text.getBytes(StandardCharsets.UTF_8),
        false,
        SampleMessage.PATIENT::equals,
        SampleMessage.BOUNDS,
        SampleMessage.AUTHORITIES,
        Instant.parse(now));
  }

  @Test
  void ofTwoThatDifferTheFirstCounts() {
    var two = read(TEXT + "SPM|2|||TUMOR^Tumor^HL70487\r");

    assertLeftOut(two, 16, "SPM-4");
    assertThat(value(two.origin().specimenType())).isEqualTo("BLD");
    assertThat(problems(read(TEXT + "SPM|2|||BLD^Blood^HL70487\r"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "LA6683-2, germline",
    "LA18194-3, germline",
    "LA6684-0, somatic",
    "LA18195-0, somatic"
  })
  void theSourceIsAnObservation(String answer, String source) {
    var message = read(TEXT + SOURCE.formatted(answer + "^Said^LN"));

    assertThat(value(message.origin().source())).isEqualTo(source);
    assertThat(message.outcome().report().problems())
        .extracting(VcfProblem::code)
        .doesNotContain("observation-not-read", "context-not-taken");
  }

  /// A fetus is another person, and what nobody knows the source of may be of one, or of a tumour.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "LA10429-1^Fetal^LN",
        "LA18196-8^Likely fetal^LN",
        "LA18197-6^Unknown genomic origin^LN",
        "^Somatic",
        "LA6683-2&1^Germline^LN",
        "LA6683-2^Germline^LN^LA6684-0^Somatic^LN",
        "LA6683-2^Germline^LN^LA10429-1^Fetal^LN",
        "LA6683-2^Germline^LN~LA10429-1^Fetal^LN",
        "~LA10429-1^Fetal^LN"
      })
  void anotherSourceRefusesTheMessageWithItsPlace(String answer) {
    assertRefused(read(TEXT + SOURCE.formatted(answer)));
  }

  @ParameterizedTest
  @CsvSource({"ST, Fetal", "CNE, LA10429-1^Fetal^LN", "CE, LA10429-1^Fetal^LN"})
  void whateverTypeItIsOf(String type, String answer) {
    assertRefused(read(TEXT + SOURCE.replace("CWE", type).formatted(answer)));
  }

  /// What cannot be said may be anybody's, and is not what says nothing.
  @Test
  void aSourceThatIsNotToBeHadRefusesTheMessage() {
    var unknown = SOURCE.formatted("").replaceFirst("\\|F(?=[|\r\n]|$)", "|X");

    assertThat(unknown).contains("|X");
    assertThat(problems(read(TEXT + unknown)))
        .extracting(VcfProblem::column, VcfProblem::severity)
        .containsExactly(tuple("OBX-11", Severity.ERROR));
  }

  private static void assertRefused(Hl7Message message) {
    assertThat(problems(message))
        .extracting(VcfProblem::line, VcfProblem::column, VcfProblem::severity)
        .containsExactly(tuple(16L, "OBX-5", Severity.ERROR));
    assertThat(message.outcome().isRefused()).isTrue();
    assertThat(message.origin().source()).isNull();
    assertThat(SampleMessage.acknowledgement(message).refused())
        .contains("MSA|AE|", "ERR||OBX^11^5|103^", "|E|context-not-taken");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"\""})
  void anEmptySourceSaysNothing(String nothing) {
    var silent = read(TEXT + SOURCE.formatted(nothing));

    assertThat(silent.outcome().isRefused()).isFalse();
    assertThat(problems(silent)).isEmpty();
  }

  /// Genes that are taken for what was inherited would be the worse mistake.
  @Test
  void whatIsSomaticInPartIsSomatic() {
    var germline = SOURCE.formatted("LA6683-2^Germline^LN");
    var somatic = SOURCE.formatted("LA6684-0^Somatic^LN");

    assertThat(value(read(TEXT + germline + somatic).origin().source())).isEqualTo("somatic");
    assertThat(value(read(TEXT + somatic + germline).origin().source())).isEqualTo("somatic");
    assertLeftOut(read(TEXT + germline + somatic), 17, "OBX-5");
  }

  private static OutsideOutcome asAFile(String text, @Nullable SourceClass stated)
      throws IOException {
    return Hl7Messages.validate(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        SampleMessage.PATIENT::equals,
        stated,
        SampleMessage.BOUNDS,
        SampleMessage.AUTHORITIES);
  }

  @ParameterizedTest
  @CsvSource({"LA6684-0, GERMLINE", "LA6683-2, SOMATIC"})
  void asAFileItIsHeldAgainstWhatTheSubmissionIsTakenFor(String answer, SourceClass other)
      throws IOException {
    var text = TEXT + SOURCE.formatted(answer + "^Said^LN");

    var refused = asAFile(text, other);

    assertThat(refused.isRefused()).isTrue();
    assertThat(refused.calls()).isEmpty();
    assertThat(refused.report().kept(Severity.ERROR))
        .extracting(VcfProblem::code, VcfProblem::line, VcfProblem::column)
        .containsExactly(tuple("context-contradiction", 16L, "OBX-5"));
    for (var agreeing : SourceClass.values()) {
      assertThat(asAFile(text, agreeing).isRefused()).isEqualTo(agreeing == other);
      assertThat(asAFile(TEXT, agreeing).isRefused()).isFalse();
    }
    assertThat(asAFile(text, null).isRefused()).isFalse();
  }

  @Test
  void nobodyReadsItInALog() {
    assertThat(read(TEXT).origin().toString()).isEqualTo("Origin[…]");
    assertThat(String.valueOf(read(TEXT).origin().sex())).isEqualTo("Said[PID-8]");
  }
}
