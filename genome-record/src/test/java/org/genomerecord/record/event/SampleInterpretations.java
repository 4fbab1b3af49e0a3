package org.genomerecord.record.event;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.genomerecord.record.event.AccessionEvent.WithdrawalReason;
import org.genomerecord.record.event.InterpretationEvent.InterpretationAmended;
import org.genomerecord.record.event.InterpretationEvent.InterpretationDeclined;
import org.genomerecord.record.event.InterpretationEvent.InterpretationIssued;
import org.genomerecord.record.event.InterpretationEvent.InterpretationWithdrawn;
import org.genomerecord.record.event.InterpretationEvent.RecontactClosed;

/// One sample of each event about interpretations.
final class SampleInterpretations {
  private static final InterpretationId NEWER =
      new InterpretationId("00000000-0000-4000-8000-000000000011");

  private SampleInterpretations() {}

  /// @param tags what each sample is to be found by
  static void addTo(Map<Object, Set<String>> tags) {
    var patient = "patient:" + SampleEvents.PATIENT;
    var callSet = "call-set:" + SampleEvents.CALL_SET;
    var accession = "accession:" + SampleEvents.ACCESSION;
    tags.put(
        new InterpretationIssued(
            SampleEvents.INTERPRETATION,
            SampleEvents.CALL_SET,
            SampleEvents.ACCESSION,
            SampleEvents.PATIENT,
            "2026-01",
            List.of(DataClass.PHARMACOGENOMIC),
            SampleEvents.DECISION,
            SampleEvents.SEALED,
            SampleEvents.WHEN),
        Set.of("interpretation:" + SampleEvents.INTERPRETATION, callSet, accession, patient));
    tags.put(
        new InterpretationDeclined(
            SampleEvents.CALL_SET,
            SampleEvents.ACCESSION,
            SampleEvents.PATIENT,
            "no-consent",
            SampleEvents.WHEN),
        Set.of(callSet, accession, patient));
    tags.put(
        new InterpretationAmended(
            NEWER,
            SampleEvents.INTERPRETATION,
            SampleEvents.CALL_SET,
            SampleEvents.ACCESSION,
            SampleEvents.PATIENT,
            "2026-02",
            List.of(DataClass.PHARMACOGENOMIC),
            SampleEvents.DECISION,
            InterpretationEvent.Reason.KNOWLEDGE_RELEASE,
            List.of(InterpretationEvent.Difference.values()),
            SampleEvents.SEALED,
            SampleEvents.WHEN),
        Set.of("interpretation:" + NEWER, callSet, accession, patient));
    tags.put(
        new InterpretationWithdrawn(
            NEWER,
            SampleEvents.CALL_SET,
            SampleEvents.ACCESSION,
            SampleEvents.PATIENT,
            WithdrawalReason.ANALYTICAL_ERROR,
            SampleEvents.WHEN),
        Set.of("interpretation:" + NEWER, callSet, accession, patient));
    tags.put(
        new RecontactClosed(
            NEWER,
            SampleEvents.CALL_SET,
            SampleEvents.PATIENT,
            InterpretationEvent.RecontactOutcome.CONTACTED,
            SampleEvents.DECISION,
            SampleEvents.WHEN),
        Set.of("interpretation:" + NEWER, callSet, patient));
  }
}
