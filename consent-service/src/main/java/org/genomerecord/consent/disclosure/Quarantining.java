package org.genomerecord.consent.disclosure;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.genomerecord.consent.disclosure.RecordedDecisions.RecordedDecision;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.DisclosureEvent;
import org.genomerecord.record.event.DisclosureEvent.DisclosureRefused;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.Attribution;

/// Which refusals may put a file into quarantine, and what is asked when it is released. Pure.
final class Quarantining {
  /// Nothing is on record that the patient could have said no by.
  private static final Set<String> ABSENCES =
      Set.of(DenialReason.PATIENT_UNKNOWN.code(), DenialReason.NO_CONSENT.code());

  /// The service has just been refused when it asks; an old refusal is none to hold a file by.
  private static final Duration FRESH = Duration.ofMinutes(1);

  private Quarantining() {}

  /// Whether this service was refused here.
  static boolean isRefusalTo(String service, DisclosureEvent decision) {
    return decision instanceof DisclosureRefused refused && refused.requester().equals(service);
  }

  /// @throws Refusal forbidden, if it is another kind of refusal, or an old one
  static void requireAbsence(DisclosureEvent decision, Instant now) {
    if (!(decision instanceof DisclosureRefused refused
        && refused.action().equals(Action.COLLECT.code())
        && refused.asked() != null
        && ABSENCES.contains(refused.reason())
        && refused.decidedAt().plus(FRESH).isAfter(now))) {
      throw new Refusal(
          Category.FORBIDDEN, "no-quarantine", "this refusal does not permit a quarantine");
    }
  }

  /// Holds whom a file is released to against whom its laboratory named.
  ///
  /// @param isNamed whether the laboratory named this identifier
  /// @param inFile whether the file itself names its patient
  /// @param corrected whether the person who releases it says that the laboratory was wrong
  /// @throws Refusal unsupported, if it is another patient and nobody says so, or somebody says so
  ///   and it is not, or the file itself names the other one
  static void requireNamed(boolean isNamed, boolean inFile, boolean corrected) {
    if (isNamed == corrected) {
      throw new Refusal(
          Category.UNSUPPORTED,
          "patient-differs",
          "the reason identifier-corrected is for another identifier than the laboratory's, and no"
              + " other reason is");
    }
    if (corrected && inFile) {
      throw new Refusal(
          Category.UNSUPPORTED,
          "file-names-patient",
          "the file itself names its patient; discard it, and have one of the right patient sent");
    }
  }

  /// What was refused, asked again by the same laboratory in the same words, now and of a patient.
  ///
  /// @throws Refusal forbidden, if the decision is none that was refused
  static DecideDisclosure askedAgain(
      RecordedDecision refusal,
      Pseudonym patient,
      DecisionId decision,
      String requester,
      String correlation,
      Instant now) {
    var asked = refusal.event().asked();
    if (asked == null) {
      throw new Refusal(
          Category.FORBIDDEN, "no-quarantine", "this refusal does not permit a quarantine");
    }
    var before = Replay.request(refusal.event(), asked, refusal.attribution());
    var by = refusal.attribution();
    return new DecideDisclosure(
        patient,
        decision,
        new DisclosureRequest(
            before.asker(),
            before.purposeOfUse(),
            before.researchUse(),
            before.action(),
            before.dataClasses(),
            before.resource(),
            requester,
            now),
        new Attribution(by.actor(), by.purposeOfUse(), now, correlation, null, by.traceParent()));
  }
}
