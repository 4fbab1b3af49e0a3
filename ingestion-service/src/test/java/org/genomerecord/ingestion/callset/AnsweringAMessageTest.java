package org.genomerecord.ingestion.callset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.ingestion.accession.SampleSubmissions.PATIENT;
import static org.genomerecord.ingestion.accession.SampleSubmissions.accepted;
import static org.genomerecord.ingestion.accession.SampleSubmissions.file;
import static org.genomerecord.ingestion.accession.SampleSubmissions.received;
import static org.genomerecord.ingestion.accession.SampleSubmissions.refused;
import static org.genomerecord.ingestion.accession.SampleSubmissions.withdrawn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.genomerecord.ingestion.accession.Accession;
import org.genomerecord.ingestion.accession.AccessionStatus;
import org.genomerecord.ingestion.accession.Accessions;
import org.genomerecord.ingestion.accession.Quarantined;
import org.genomerecord.ingestion.hl7v2.Acknowledgement;
import org.genomerecord.ingestion.hl7v2.AssigningAuthorities;
import org.genomerecord.ingestion.hl7v2.Hl7Bounds;
import org.genomerecord.ingestion.hl7v2.Hl7Message;
import org.genomerecord.ingestion.hl7v2.Hl7Messages;
import org.genomerecord.record.event.AccessionEvent;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.LaboratoryId;
import org.genomerecord.record.event.QuarantineEvent.SubmissionQuarantined;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.junit.jupiter.api.Test;

class AnsweringAMessageTest {
  private static final SubmissionReceived FIRST = received(PATIENT, "content", file('1'));
  private static final SubmissionReceived BETTER = received(PATIENT, "better", file('3'));
  private static final Hl7Message FINAL = message("|F\rOBX|1|", "|F\rOBX|1|");
  private static final Hl7Message CORRECTED = message("|F\rOBX|1|", "|C\rOBX|1|");

  private static Hl7Message message(String from, String to) {
    try (var in = AnsweringAMessageTest.class.getResourceAsStream("/hl7v2/result.hl7")) {
      var text =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
              .replace('\n', '\r');
      assertThat(text).contains(from);
      return Hl7Messages.read(
          text.replace(from, to).getBytes(StandardCharsets.UTF_8),
          false,
          _ -> true,
          Hl7Bounds.standard(),
          AssigningAuthorities.whicheverTheServiceKnows());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Accession after(AccessionEvent... events) {
    var accession = Accession.initial();
    for (var event : events) {
      accession = accession.evolve(event);
    }
    return accession;
  }

  private static String told(Hl7Message message, boolean isCorrection, AccessionEvent... events) {
    var status = AccessionStatus.of(new Accessions.Current(after(events), events.length));
    return new MessageOutcome(message, status, isCorrection)
        .told(Acknowledgement.of(message, Instant.EPOCH, new UUID(0, 1)));
  }

  private static void assertNotSettled(ThrowingCallable asked) {
    assertThatThrownBy(asked)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo("not-settled");
              assertThat(refusal.category()).isEqualTo(Category.UNAVAILABLE);
            });
  }

  @Test
  void itIsAcceptedOnceItsOutcomeIs() {
    assertNotSettled(() -> told(FINAL, false, FIRST));
    assertThat(told(FINAL, false, FIRST, accepted(FIRST.file()))).contains("MSA|AA|");
    assertThat(told(FINAL, false, FIRST, refused())).contains("MSA|AE|", "vcf-columns");
  }

  @Test
  void whoWantsToKnowOnlyThatItIsKeptDoesNotWait() {
    var commitOnly = message("|2.5.1||||||", "|2.5.1|||AL|NE||");

    assertThat(told(commitOnly, false, FIRST)).contains("MSA|CA|");
  }

  private static String toldAsItWaits(Hl7Message message) {
    var file =
        new SubmissionQuarantined(
            new LaboratoryId("north-lab"),
            FIRST.accession(),
            new DecisionId("refusal-1"),
            "no-consent",
            file('1'),
            FIRST.sealed(),
            Instant.parse("2026-01-31T12:00:00Z"),
            Instant.parse("2026-01-01T12:00:00Z"));
    return new MessageOutcome(
            message, AccessionStatus.of(new Quarantined(file, null, null, 1)), false)
        .told(Acknowledgement.of(message, Instant.EPOCH, new UUID(0, 1)));
  }

  /// Not 503 for as long as it waits: engines would hold back every other patient's results.
  @Test
  void oneThatWaitsInQuarantineIsNotAcceptedAndNotPutOff() {
    assertThat(toldAsItWaits(FINAL))
        .contains("MSA|AE|", "quarantined", "2026-01-31")
        .doesNotContain("no-consent");
  }

  @Test
  void whoWantsToKnowOnlyThatItIsKeptIsToldSoOfWhatWaits() {
    assertThat(toldAsItWaits(message("|2.5.1||||||", "|2.5.1|||AL|NE||"))).contains("MSA|CA|");
  }

  @Test
  void againAfterItsResultWasWithdrawnItIsNotAccepted() {
    assertThat(told(FINAL, false, FIRST, accepted(FIRST.file()), withdrawn()))
        .contains("MSA|AE|", "accession-withdrawn");
  }

  @Test
  void aCorrectedResultTakesThePlaceOfWhatWasAccepted() {
    assertThat(MessageOutcome.corrects(CORRECTED, after(FIRST, accepted(FIRST.file())))).isTrue();
    assertThat(MessageOutcome.corrects(CORRECTED, after())).as("the first here").isFalse();
    assertThat(MessageOutcome.corrects(CORRECTED, after(FIRST, refused()))).isFalse();
    assertThat(MessageOutcome.corrects(FINAL, after(FIRST, accepted(FIRST.file())))).isFalse();
  }

  @Test
  void aCorrectedResultComesAgainWhileWhatItCorrectsIsNotSettled() {
    assertNotSettled(() -> MessageOutcome.corrects(CORRECTED, after(FIRST)));
    assertNotSettled(
        () -> MessageOutcome.corrects(CORRECTED, after(FIRST, accepted(FIRST.file()), BETTER)));
    assertThat(MessageOutcome.corrects(FINAL, after(FIRST))).isFalse();
  }

  @Test
  void aCorrectionIsAnsweredWithItsOwnOutcome() {
    var inForce = accepted(FIRST.file());

    assertNotSettled(() -> told(CORRECTED, true, FIRST, inForce, BETTER));
    assertThat(told(CORRECTED, true, FIRST, inForce, BETTER, refused()))
        .contains("MSA|AE|", "vcf-columns");
    assertThat(told(CORRECTED, true, FIRST, inForce, BETTER, accepted(BETTER.file())))
        .contains("MSA|AA|");
    assertThat(told(FINAL, false, FIRST, inForce, BETTER)).contains("MSA|AA|");
  }
}
