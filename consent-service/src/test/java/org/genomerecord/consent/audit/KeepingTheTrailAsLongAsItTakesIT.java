package org.genomerecord.consent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.genomerecord.record.event.AuditEvent.AuditTrailPurged;
import org.genomerecord.record.event.AuditFilter;
import org.genomerecord.record.event.ErasureEvent.LegalHoldLifted;
import org.genomerecord.record.event.ErasureEvent.LegalHoldPlaced;
import org.genomerecord.record.event.LegalHoldId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.sourcing.Recording;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.Envelope;
import org.genomerecord.record.store.PostgresEventStorageEngine;
import org.genomerecord.record.store.TestLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// On the real store and schema, with a clock of the spec's own.
class KeepingTheTrailAsLongAsItTakesIT {
  private static final Instant NOW = Instant.parse("2036-06-01T00:00:00Z");
  private static final Instant JUST_OVER = Instant.parse("2029-05-31T23:59:59Z");
  private static final Instant JUST_WITHIN = Instant.parse("2029-06-01T00:00:00Z");
  private static final int YEARS = 7;

  private final TestLog log = TestLog.create();
  private final AppendSequencer sequencer = log.sequencer();
  private final Commands commands =
      Commands.on(
          new PostgresEventStorageEngine(sequencer, log.reader()),
          QueryAuditTrailHandler::register);
  private final Retention retention = new Retention(log.pool(), log.reader(), commands, YEARS);

  @BeforeEach
  void aTrailOfYears() {
    SampleTrail.addSchema(log);
    SampleTrail.write(
        log,
        List.of(
            SampleTrail.permitted("p1", JUST_OVER),
            SampleTrail.permitted("p1", JUST_WITHIN),
            SampleTrail.permitted("held", JUST_OVER)));
  }

  @AfterEach
  void stop() {
    commands.close();
    log.close();
  }

  private List<String> kept() {
    return new TrailReader(log.pool())
            .page(
                new TrailStatements.Wanted(null, AuditFilter.NONE, null, null, false),
                TrailStatements.Condition.NONE,
                10)
            .stream()
            .map(entry -> entry.patient + " " + entry.recordedAt)
            .toList();
  }

  private List<AuditTrailPurged> purges() {
    return log.events().stream()
        .filter(event -> event.envelope().type().equals("consent.AuditTrailPurged"))
        .map(event -> EventJson.read(event.envelope().payload(), AuditTrailPurged.class))
        .toList();
  }

  private void append(Object event) {
    var name = EventTypes.nameOf(event.getClass());
    TestLog.answer(
        sequencer.append(
            new Append(
                List.of(
                    new Envelope(
                        Recording.newEventId(),
                        name.name(),
                        name.version(),
                        new Attribution(
                            new Actor("olga", "compliance-officer", null),
                            null,
                            NOW,
                            "request-1",
                            null,
                            null),
                        List.of("patient:held", "consents-of:held"),
                        EventJson.write(event))),
                List.of(),
                -1)));
  }

  private void hold(String hold) {
    append(
        new LegalHoldPlaced(
            new LegalHoldId(hold), new Pseudonym("held"), "litigation", "case-7", NOW));
  }

  private void lift(String hold) {
    append(
        new LegalHoldLifted(
            new LegalHoldId(hold), new Pseudonym("held"), "case-closed", "case-7", NOW));
  }

  @Test
  void whatIsOverGoesOnRecordAndWhatIsWithinStays() {
    assertThat(retention.purge(NOW)).isEqualTo(2);

    assertThat(kept()).containsExactly("p1 " + JUST_WITHIN);
    assertThat(log.rows("SELECT consent FROM audit_entry_consent")).hasSize(1);
    assertThat(purges()).containsExactly(new AuditTrailPurged(JUST_WITHIN, 2, NOW));
  }

  @Test
  void aPurgeOfNothingLeavesNoTrace() {
    retention.purge(NOW);

    assertThat(retention.purge(NOW)).isZero();
    assertThat(purges()).hasSize(1);
  }

  @Test
  void aLegalHoldStopsItUntilItIsLifted() {
    hold("hold-1");
    hold("hold-2");
    lift("hold-1");

    assertThat(retention.purge(NOW)).isEqualTo(1);
    assertThat(kept()).containsExactly("held " + JUST_OVER, "p1 " + JUST_WITHIN);

    lift("hold-2");
    assertThat(retention.purge(NOW)).isEqualTo(1);
    assertThat(kept()).containsExactly("p1 " + JUST_WITHIN);
  }

  @Test
  void aHoldBetweenTwoStepsOfAPurgeCounts() {
    var before = JUST_WITHIN.atOffset(ZoneOffset.UTC);
    var oldest = SampleTrail.permitted("p2", JUST_OVER.minusSeconds(1));
    oldest.position = 3;
    oldest.event = "oldest";
    SampleTrail.writeAsTheyAre(log, List.of(oldest));

    assertThat(retention.deleteOldest(before, 1)).isEqualTo(1);
    assertThat(kept()).containsExactly("p1 " + JUST_OVER, "held " + JUST_OVER, "p1 " + JUST_WITHIN);

    hold("hold-1");
    assertThat(retention.deleteOldest(before, 1)).isEqualTo(1);
    assertThat(retention.deleteOldest(before, 1)).isZero();
    assertThat(kept()).containsExactly("held " + JUST_OVER, "p1 " + JUST_WITHIN);
    assertThat(log.rows("SELECT consent FROM audit_entry_consent")).hasSize(2);
  }

  @Test
  void theLogKeepsEveryEvent() {
    hold("hold-1");
    var before = log.events();

    retention.purge(NOW);

    assertThat(log.events()).containsAll(before).hasSize(before.size() + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5})
  void lessThanAnAccountingNeedsIsRefusedAtTheStart(int years) {
    assertThatThrownBy(() -> new Retention(log.pool(), log.reader(), commands, years))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("genome.audit.retention-years");
  }
}
