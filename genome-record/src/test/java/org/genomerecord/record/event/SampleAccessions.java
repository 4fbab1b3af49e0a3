package org.genomerecord.record.event;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.genomerecord.record.event.AccessionEvent.CallSetAccepted;
import org.genomerecord.record.event.AccessionEvent.ExpressionPanelAccepted;
import org.genomerecord.record.event.AccessionEvent.OutsideCallsAccepted;
import org.genomerecord.record.event.AccessionEvent.SubmissionMovedIn;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionEvent.SubmissionRefused;
import org.genomerecord.record.event.AccessionEvent.SubmissionSuperseded;
import org.genomerecord.record.event.AccessionEvent.SubmissionWithdrawn;
import org.genomerecord.record.event.AccessionEvent.WithdrawalReason;

/// One sample of each event about accessions.
final class SampleAccessions {
  private SampleAccessions() {}

  /// @param tags what each sample is to be found by
  static void addTo(Map<Object, Set<String>> tags) {
    var patient = "patient:" + SampleEvents.PATIENT;
    var callSet = "call-set:" + SampleEvents.CALL_SET;
    var accession = "accession:" + SampleEvents.ACCESSION;
    tags.put(
        new SubmissionReceived(
            SampleEvents.ACCESSION,
            "north-lab",
            SampleEvents.PATIENT,
            "keyed-digest",
            SampleEvents.FILE,
            SampleEvents.DECISION,
            SampleEvents.SEALED,
            SampleEvents.WHEN,
            null),
        Set.of(accession, "lab:north-lab", patient));
    tags.put(
        new CallSetAccepted(
            SampleEvents.ACCESSION,
            "north-lab",
            SampleEvents.PATIENT,
            SampleEvents.CALL_SET,
            "GRCh38",
            42,
            List.of("contig-lengths"),
            SampleEvents.FILE,
            SampleEvents.SEALED,
            SampleEvents.WHEN,
            null),
        Set.of(accession, "lab:north-lab", patient, callSet));
    tags.put(
        new OutsideCallsAccepted(
            SampleEvents.ACCESSION,
            "north-lab",
            SampleEvents.PATIENT,
            SampleEvents.CALL_SET,
            "text/tab-separated-values",
            2,
            List.of("allele-not-known"),
            SampleEvents.FILE,
            SampleEvents.SEALED,
            SampleEvents.WHEN,
            null),
        Set.of(accession, "lab:north-lab", patient, callSet));
    tags.put(
        new ExpressionPanelAccepted(
            SampleEvents.ACCESSION,
            "north-lab",
            SampleEvents.PATIENT,
            SampleEvents.CALL_SET,
            List.of("crlf-line-endings"),
            SampleEvents.FILE,
            SampleEvents.SEALED,
            SampleEvents.WHEN),
        Set.of(accession, "lab:north-lab", patient, callSet));
    tags.put(
        new SubmissionRefused(
            SampleEvents.ACCESSION,
            "north-lab",
            SampleEvents.PATIENT,
            "vcf-columns",
            17L,
            "a line has 8 columns",
            SampleEvents.WHEN),
        Set.of(accession, "lab:north-lab", patient));
    tags.put(
        new SubmissionMovedIn(
            SampleEvents.ACCESSION, "north-lab", SampleEvents.PATIENT, SampleEvents.WHEN),
        Set.of(accession, "lab:north-lab", patient));
    tags.put(
        new SubmissionSuperseded(
            SampleEvents.ACCESSION,
            "north-lab",
            SampleEvents.PATIENT,
            SampleEvents.CALL_SET,
            WithdrawalReason.SPECIMEN_MIX_UP,
            SampleEvents.WHEN),
        Set.of(accession, "lab:north-lab", patient, "call-set:" + SampleEvents.CALL_SET));
    tags.put(
        new SubmissionWithdrawn(
            SampleEvents.ACCESSION,
            "north-lab",
            SampleEvents.PATIENT,
            SampleEvents.CALL_SET,
            WithdrawalReason.ANALYTICAL_ERROR,
            SampleEvents.WHEN),
        Set.of(accession, "lab:north-lab", patient, "call-set:" + SampleEvents.CALL_SET));
  }
}
