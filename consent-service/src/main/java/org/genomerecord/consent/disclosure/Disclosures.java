package org.genomerecord.consent.disclosure;

import org.genomerecord.consent.provision.PatientConsents;
import org.genomerecord.record.event.DisclosureEvent;
import org.genomerecord.record.event.DisclosureEvent.DisclosurePermitted;
import org.genomerecord.record.event.DisclosureEvent.DisclosureRefused;

/// From a verdict to the event that records it. Pure.
final class Disclosures {
  private static final int CODE_LENGTH_MAX = 64;

  private Disclosures() {}

  static DisclosureEvent decide(PatientConsents consents, DecideDisclosure command) {
    var request = command.request();
    return switch (DisclosurePolicy.judge(consents, request)) {
      case Verdict.Permit permit ->
          new DisclosurePermitted(
              command.decision(),
              command.patient(),
              permit.action(),
              permit.dataClasses(),
              request.resource(),
              request.requester(),
              permit.consents(),
              generation(consents),
              request.at());
      case Verdict.Deny(var reason) ->
          new DisclosureRefused(
              command.decision(),
              consents instanceof PatientConsents.Enrolled ? command.patient() : null,
              shortened(request.action()),
              request.resource(),
              request.requester(),
              reason.code(),
              request.at());
    };
  }

  private static int generation(PatientConsents consents) {
    return switch (consents) {
      case PatientConsents.Enrolled enrolled -> enrolled.keyGeneration();
      case PatientConsents.NotEnrolled() ->
          throw new IllegalStateException("nobody permits without being enrolled");
    };
  }

  private static String shortened(String code) {
    return code.length() <= CODE_LENGTH_MAX ? code : code.substring(0, CODE_LENGTH_MAX);
  }
}
