package org.genomerecord.ingestion.callset;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.genomerecord.ingestion.hl7v2.Origin;
import org.genomerecord.ingestion.hl7v2.Origin.Said;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatingTheContextOfAMessageTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final String COLLECTED = "2026-11-20T08:15:00Z";
  private static final Origin SAID =
      new Origin(
          new Said<>("BLD", 15, "SPM-4"),
          new Said<>(Instant.parse(COLLECTED), 15, "SPM-17"),
          new Said<>("EVA MÜLLER (1234)", 4, "OBR-16"),
          new Said<>("female", 2, "PID-8"),
          new Said<>("germline", 16, "OBX-5"));
  private static final Origin NOTHING = new Origin(null, null, null, null, null);

  private static MessageContext context(@Nullable String header, Origin said) {
    return new MessageContext(
        SubmissionContext.parse(header == null ? List.of() : List.of(header), NOW), said);
  }

  private static @Nullable SubmissionContext parsed(String header) {
    return SubmissionContext.parse(List.of(header), NOW);
  }

  @Test
  void whatTheMessageSaysStandsForWhatItsRequestDoesNotSay() {
    var all =
        """
        specimen=BLD, collected="2026-11-20T08:15:00Z", ordering-provider=%"EVA M%c3%9cLLER (1234)", \
        sex=female, source=germline\
        """;

    assertThat(context(null, SAID).whole()).isEqualTo(parsed(all));
    assertThat(context("report=\"R-1\"", SAID).whole()).isEqualTo(parsed(all + ", report=\"R-1\""));
  }

  @Test
  void whatTheRequestSaysIsTaken() {
    var tumour = "source=somatic, tumour-purity=0.35, pipeline=gatk, pipeline-version=\"4.6.1\"";

    assertThat(context(tumour, NOTHING).whole()).isEqualTo(parsed(tumour));
    assertThat(context(null, NOTHING).whole()).isNull();
  }

  @Test
  void onePersonsNameIsWrittenInManyWaysAndTheRequestCounts() {
    var context = context("ordering-provider=\"Dr. E. Mueller\"", SAID);

    assertThat(context.contradiction()).isEmpty();
    assertThat(context.whole())
        .extracting(SubmissionContext::orderingProvider)
        .isEqualTo("Dr. E. Mueller");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "specimen=SAL; SPM-4",
        "collected=\"2026-11-20T08:16:00Z\"; SPM-17",
        "sex=male; PID-8",
        "source=somatic; OBX-5"
      })
  void aCodeOrAMomentThatDiffersIsToldWithItsPlace(String header, String field) {
    assertThat(context(header, SAID).contradiction()).map(Said::field).contains(field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "specimen=BLD",
        "collected=\"2026-11-20T09:15:00+01:00\"",
        "sex=female, source=germline",
        "report=\"R-1\""
      })
  void whatAgreesIsNone(String header) {
    assertThat(context(header, SAID).contradiction()).isEmpty();
    assertThat(context(header, NOTHING).contradiction()).isEmpty();
  }

  private static Origin collected(String at) {
    return new Origin(null, new Said<>(Instant.parse(at), 15, "SPM-17"), null, null, null);
  }

  private static Origin sex(String told) {
    return new Origin(null, null, null, new Said<>(told, 2, "PID-8"), null);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T08:15:07.9Z, 2026-11-20T08:15:07Z",
    "2026-11-20T08:15:07Z, 2026-11-20T08:15:00Z",
    "2026-11-20T08:15:07.9Z, 2026-11-20T08:15:00Z",
    "2026-11-20T09:15+01:00, 2026-11-20T08:15:07Z"
  })
  void aMomentAgreesAsFarAsTheCoarserOfBothIsWritten(String header, String told) {
    var context = context("collected=\"" + header + "\"", collected(told));

    assertThat(context.contradiction()).isEmpty();
    assertThat(context.whole()).isEqualTo(parsed("collected=\"" + header + "\""));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T08:15:07.9Z, 2026-11-20T08:15:08Z",
    "2026-11-20T08:15:07Z, 2026-11-20T08:16:00Z",
    "2026-11-20T08:15Z, 2026-11-20T08:14:59Z",
    "2026-11-20T08:15Z, 2026-11-20T09:15:00Z"
  })
  void aMomentThatIsAnotherSoFarDiffers(String header, String told) {
    assertThat(context("collected=\"" + header + "\"", collected(told)).contradiction())
        .map(Said::field)
        .contains("SPM-17");
  }

  @ParameterizedTest
  @CsvSource({
    "female, unknown, female",
    "unknown, female, female",
    "unknown, unknown, unknown",
    "unknown, other, other"
  })
  void aSexThatIsNotKnownContradictsNothingAndTheKnownOneCounts(
      String header, String told, String counts) {
    var context = context("sex=" + header, sex(told));

    assertThat(context.contradiction()).isEmpty();
    assertThat(context.whole()).isEqualTo(parsed("sex=" + counts));
  }

  @Test
  void nobodyReadsItInALog() {
    assertThat(context("sex=female", SAID)).hasToString("MessageContext[…]");
  }
}
