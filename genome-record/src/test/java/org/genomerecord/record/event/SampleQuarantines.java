package org.genomerecord.record.event;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.genomerecord.record.event.QuarantineEvent.QuarantineDiscarded;
import org.genomerecord.record.event.QuarantineEvent.QuarantineExpired;
import org.genomerecord.record.event.QuarantineEvent.QuarantineReleased;
import org.genomerecord.record.event.QuarantineEvent.SubmissionQuarantined;
import org.genomerecord.record.event.QuarantineKeyEvent.QuarantineKeyDestroyed;
import org.genomerecord.record.event.QuarantineKeyEvent.QuarantineKeyMade;
import org.genomerecord.record.event.QuarantineKeyEvent.QuarantineKeyReleased;

/// One sample of each event about quarantined files and their keys.
final class SampleQuarantines {
  private static final LaboratoryId LAB = SampleLaboratories.LABORATORY;
  private static final AccessionId ACCESSION = SampleEvents.ACCESSION;
  private static final DecisionId REFUSAL = SampleEvents.DECISION;
  private static final DecisionId PERMIT = new DecisionId("00000000-0000-4000-8000-000000000013");

  private SampleQuarantines() {}

  /// @param tags what each sample is to be found by
  static void addTo(Map<Object, Set<String>> tags) {
    var when = SampleEvents.WHEN;
    var waiting = Set.of("quarantine:" + LAB, "quarantined:" + ACCESSION);
    var key = Set.of("decision:" + REFUSAL);
    tags.put(
        new SubmissionQuarantined(
            LAB,
            ACCESSION,
            REFUSAL,
            "patient-unknown",
            SampleEvents.FILE,
            SampleEvents.SEALED,
            when.plus(Duration.ofDays(30)),
            when),
        waiting);
    tags.put(
        new QuarantineReleased(
            LAB, ACCESSION, SampleEvents.PATIENT, REFUSAL, PERMIT, "registered", when),
        Set.of("quarantine:" + LAB, "quarantined:" + ACCESSION, "patient:" + SampleEvents.PATIENT));
    tags.put(new QuarantineDiscarded(LAB, ACCESSION, REFUSAL, "sent-in-error", when), waiting);
    tags.put(new QuarantineExpired(LAB, ACCESSION, REFUSAL, when), waiting);
    tags.put(new QuarantineKeyMade(REFUSAL, when), key);
    tags.put(new QuarantineKeyReleased(REFUSAL, PERMIT, when), key);
    tags.put(new QuarantineKeyDestroyed(REFUSAL, when), key);
  }
}
