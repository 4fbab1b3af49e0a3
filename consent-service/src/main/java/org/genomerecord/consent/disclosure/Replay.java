package org.genomerecord.consent.disclosure;

import java.util.Optional;
import java.util.Set;
import org.genomerecord.consent.provision.PatientConsents;
import org.genomerecord.record.event.Asked;
import org.genomerecord.record.event.DisclosureEvent;
import org.genomerecord.record.event.DisclosureEvent.DisclosurePermitted;
import org.genomerecord.record.event.DisclosureEvent.DisclosureRefused;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.sourcing.Attribution;

/// Makes a recorded decision again. Pure.
final class Replay {
  /// Stands for a patient that nobody knows: no events carry it.
  static final Pseudonym NOBODY = new Pseudonym("unknown");

  private Replay() {}

  /// How a decision that is made again compares with the recorded one.
  enum Outcome {
    /// Field by field the same.
    SAME,
    /// Something is different: the log, the policy or the program was changed.
    DIFFERENT,
    /// Recorded before decisions kept what they were asked, or under a policy that this release
    /// does not have.
    NOT_POSSIBLE
  }

  /// @param attribution of the recorded event
  /// @param before what the patient permitted just before the event's position
  static Outcome compare(
      DisclosureEvent recorded, Attribution attribution, PatientConsents before) {
    return again(recorded, attribution, before)
        .map(again -> again.equals(recorded) ? Outcome.SAME : Outcome.DIFFERENT)
        .orElse(Outcome.NOT_POSSIBLE);
  }

  private static Optional<DisclosureEvent> again(
      DisclosureEvent recorded, Attribution attribution, PatientConsents before) {
    var asked = recorded.asked();
    var name = recorded.policy();
    if (asked == null || name == null) {
      return Optional.empty();
    }
    return Policies.named(name)
        .map(policy ->
            Disclosures.decide(
                policy,
                before,
                patientOf(recorded),
                recorded.decision(),
                request(recorded, asked, attribution)));
  }

  private static Pseudonym patientOf(DisclosureEvent recorded) {
    return switch (recorded) {
      case DisclosurePermitted permitted -> permitted.patient();
      case DisclosureRefused refused -> refused.patient() == null ? NOBODY : refused.patient();
    };
  }

  static DisclosureRequest request(DisclosureEvent recorded, Asked asked, Attribution attribution) {
    var account = asked.accountIndex();
    var asker =
        new Asker(
            attribution.actor(),
            Set.copyOf(asked.careTeams()),
            asked.application(),
            account == null ? "" : account);
    return switch (recorded) {
      case DisclosurePermitted permitted ->
          new DisclosureRequest(
              asker,
              attribution.purposeOfUse(),
              asked.researchUse(),
              permitted.action().code(),
              asked.dataClasses(),
              permitted.resource(),
              permitted.requester(),
              permitted.decidedAt());
      case DisclosureRefused refused ->
          new DisclosureRequest(
              asker,
              attribution.purposeOfUse(),
              asked.researchUse(),
              refused.action(),
              asked.dataClasses(),
              refused.resource(),
              refused.requester(),
              refused.decidedAt());
    };
  }
}
