package org.genomerecord.consent.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.genomerecord.consent.enrolment.SampleLooks;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.DisclosureEvent.DisclosureRefused;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.Envelope;
import org.genomerecord.record.store.TestLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// On the real store.
class LookingAtARefusalIT {
  private static final DecisionId DECISION = new DecisionId("decision-1");
  private static final Instant AT = Instant.parse("2026-06-01T12:00:00Z");

  private final TestLog log = TestLog.create();

  @AfterEach
  void stop() {
    log.close();
  }

  @Test
  void thatIsAboutNobodyKnownIsOnRecordToo() {
    var refused =
        new DisclosureRefused(
            DECISION,
            null,
            "collect",
            "accession/1",
            "ingestion-service",
            "patient-unknown",
            null,
            List.of(),
            null,
            AT);
    var by = new Attribution(new Actor("lab-1", "lab", null), "TREAT", AT, "r", null, null);
    TestLog.answer(
        log.sequencer().append(new Append(List.of(Envelope.of(refused, by)), List.of(), -1)));
    var looks = new SampleLooks();

    var explained =
        new ExplanationsResource(new RecordedDecisions(log.reader()), looks).explain(DECISION);

    assertThat(explained.decision()).isEqualTo(DECISION);
    assertThat(looks.all()).containsExactly("explanations of null");
  }
}
