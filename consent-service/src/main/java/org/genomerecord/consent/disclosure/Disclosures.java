package org.genomerecord.consent.disclosure;

import java.util.List;
import org.genomerecord.consent.provision.PatientConsents;
import org.genomerecord.record.event.Asked;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.DisclosureEvent;
import org.genomerecord.record.event.DisclosureEvent.DisclosurePermitted;
import org.genomerecord.record.event.DisclosureEvent.DisclosureRefused;
import org.genomerecord.record.event.Pseudonym;

/// From a request to the event that records what was decided. Pure: the same again gives the same
/// event.
final class Disclosures {
  private Disclosures() {}

  static DisclosureEvent decide(
      Policy policy,
      PatientConsents consents,
      Pseudonym subject,
      DecisionId decision,
      DisclosureRequest request) {
    var asked = asked(policy, request);
    return switch (DisclosurePolicy.judge(policy, consents, request)) {
      case Verdict.Permit permit ->
          new DisclosurePermitted(
              decision,
              subject,
              permit.action(),
              permit.dataClasses(),
              request.resource(),
              request.requester(),
              permit.consents(),
              permit.emergency(),
              permit.proxy(),
              permit.obligations(),
              asked,
              permit.grounds(),
              policy.name(),
              generation(consents),
              request.at());
      case Verdict.Deny(var reason, var grounds) ->
          new DisclosureRefused(
              decision,
              consents instanceof PatientConsents.NotEnrolled ? null : subject,
              request.action(),
              request.resource(),
              request.requester(),
              reason.code(),
              asked,
              grounds,
              policy.name(),
              request.at());
    };
  }

  /// The account matters only where the own record is asked for; nobody else's is kept.
  private static Asked asked(Policy policy, DisclosureRequest request) {
    var asker = request.asker();
    return new Asked(
        request.dataClasses(),
        request.researchUse(),
        List.copyOf(asker.careTeams()),
        asker.application(),
        asker.actor().role().equals(policy.rules().ownRecord().role())
            ? asker.accountIndex()
            : null);
  }

  private static int generation(PatientConsents consents) {
    return switch (consents) {
      case PatientConsents.Enrolled enrolled -> enrolled.keyGeneration();
      case PatientConsents.NotEnrolled(), PatientConsents.Erased _ ->
          throw new IllegalStateException("nobody permits without being enrolled, or when erased");
    };
  }
}
