package org.genomerecord.ingestion.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.genomerecord.ingestion.accession.ReceiveSubmission;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.LaboratoryId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.QuarantineEvent;
import org.genomerecord.record.event.QuarantineEvent.QuarantineDiscarded;
import org.genomerecord.record.event.QuarantineEvent.QuarantineExpired;
import org.genomerecord.record.event.QuarantineEvent.QuarantineReleased;
import org.genomerecord.record.event.QuarantineEvent.SubmissionQuarantined;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.event.VaultFile;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.junit.jupiter.api.Test;

class WaitingInQuarantineTest {
  private static final LaboratoryId LAB = new LaboratoryId("north-lab");
  private static final AccessionId FIRST = new AccessionId("a1");
  private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant EXPIRES = AT.plusSeconds(30 * 86_400);
  private static final String DIGEST = "0123456789abcdef".repeat(4);

  private static Attribution at(Instant when) {
    return new Attribution(
        new Actor("counsellor-1", "counsellor", null), null, when, "r", null, null);
  }

  private static SubmissionQuarantined file(AccessionId accession, String refusal, long bytes) {
    return new SubmissionQuarantined(
        LAB,
        accession,
        new DecisionId(refusal),
        "no-consent",
        new VaultFile(DIGEST, bytes, 1, "quarantine|1"),
        new Sealed(UUID.randomUUID(), 1, "c2VhbGVk"),
        EXPIRES,
        AT);
  }

  private static Quarantine after(QuarantineEvent... events) {
    var quarantine = Quarantine.initial();
    for (var event : events) {
      quarantine = quarantine.evolve(event);
    }
    return quarantine;
  }

  private static List<QuarantineEvent> comes(Quarantine quarantine, SubmissionQuarantined file) {
    return quarantine.decide(new QuarantineSubmission(file.quarantined(), file, at(AT)));
  }

  private static QuarantineReleased released(AccessionId accession, String refusal) {
    return new QuarantineReleased(
        LAB,
        accession,
        new Pseudonym("p1"),
        new DecisionId(refusal),
        new DecisionId("permit"),
        "registered",
        AT);
  }

  private static List<QuarantineEvent> release(
      Quarantine quarantine, QuarantineReleased released, Instant when) {
    var received =
        new SubmissionReceived(
            released.quarantined(),
            LAB.value(),
            released.patient(),
            "digest",
            new VaultFile(DIGEST, 1, 1, "call-set|1"),
            released.permit(),
            new Sealed(UUID.randomUUID(), 1, "c2VhbGVk"),
            when,
            null);
    return quarantine.decide(
        new ReleaseQuarantined(
            released.quarantined(),
            released,
            new ReceiveSubmission(released.quarantined(), received, false, null, at(when)),
            at(when)));
  }

  private static void assertRefused(Category category, String code, ThrowingCallable what) {
    assertThatThrownBy(what)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.category()).isEqualTo(category);
              assertThat(refusal.code()).isEqualTo(code);
            });
  }

  @Test
  void aFileWaits() {
    var file = file(FIRST, "d1", 10);

    assertThat(comes(after(), file)).containsExactly(file);
    assertThat(after(file).waiting()).contains(file);
  }

  @Test
  void aNewerOneUnderTheSameAccessionTakesItsPlace() {
    var newer = file(FIRST, "d2", 100);

    assertThat(comes(after(file(FIRST, "d1", 90)), newer)).containsExactly(newer);
    assertThat(after(file(FIRST, "d1", 90), newer).waiting()).contains(newer);
  }

  @Test
  void itIsReleasedOnce() {
    var file = file(FIRST, "d1", 10);
    var released = released(FIRST, "d1");

    assertThat(release(after(file), released, AT)).containsExactly(released);
    assertRefused(
        Category.CONFLICT, "quarantine-over", () -> release(after(file, released), released, AT));
  }

  @Test
  void afterItsTimeItIsNotReleasedEvenIfNobodySweptIt() {
    assertRefused(
        Category.CONFLICT,
        "quarantine-over",
        () -> release(after(file(FIRST, "d1", 10)), released(FIRST, "d1"), EXPIRES));
  }

  /// Whoever releases has looked at the one before.
  @Test
  void whatWasReplacedMeanwhileIsNotReleased() {
    assertRefused(
        Category.CONFLICT,
        "quarantine-over",
        () ->
            release(
                after(file(FIRST, "d1", 10), file(FIRST, "d2", 10)), released(FIRST, "d1"), AT));
  }

  @Test
  void whatIsReleasedDoesNotExpireAndIsNotDiscarded() {
    var over = after(file(FIRST, "d1", 10), released(FIRST, "d1"));
    var expired = new QuarantineExpired(LAB, FIRST, new DecisionId("d1"), EXPIRES);
    var discarded = new QuarantineDiscarded(LAB, FIRST, new DecisionId("d1"), "lost", AT);

    assertThat(over.decide(new EndQuarantine(FIRST, expired, at(EXPIRES)))).isEmpty();
    assertThat(over.decide(new EndQuarantine(FIRST, discarded, at(AT)))).isEmpty();
  }

  /// As its laboratory withdraws it, before it is in anybody's record.
  @Test
  void whoGivesItUpIsOnRecordWithTheReason() {
    var file = file(FIRST, "d1", 10);
    var command = EndQuarantine.discarded(file, "specimen-mix-up", at(AT));

    assertThat(after(file).decide(command))
        .containsExactly(
            new QuarantineDiscarded(LAB, FIRST, new DecisionId("d1"), "specimen-mix-up", AT));
    assertThat(after(file, file(FIRST, "d2", 10)).decide(command))
        .as("a newer one was not looked at")
        .isEmpty();
  }

  @Test
  void discardingTwiceRecordsNothingMore() {
    var discarded = new QuarantineDiscarded(LAB, FIRST, new DecisionId("d1"), "lost", AT);
    var waits = after(file(FIRST, "d1", 10));
    var command = new EndQuarantine(FIRST, discarded, at(AT));

    assertThat(waits.decide(command)).containsExactly(discarded);
    assertThat(waits.evolve(discarded).decide(command)).isEmpty();
  }
}
