package org.genomerecord.consent.disclosure;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.genomerecord.consent.provision.PatientConsents;
import org.genomerecord.consent.provision.SampleConsents;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.sourcing.Actor;
import org.jspecify.annotations.Nullable;

/// Requests that [SampleConsents#CARE] permits, and ways to ask for something else.
final class SampleRequests {
  static final Actor CLINICIAN = new Actor("dr-grey", "clinician", SampleConsents.HOSPITAL);
  static final Actor SERVICE = new Actor("interpretation-service", "service", null);
  static final DecisionId DECISION = new DecisionId("decision-1");

  private SampleRequests() {}

  /// By the policy of today; for specs that are not about the rules that decided.
  static Verdict judge(PatientConsents consents, DisclosureRequest request) {
    return switch (judgeOnGrounds(consents, request)) {
      case Verdict.Permit permit ->
          new Verdict.Permit(
              permit.action(),
              permit.dataClasses(),
              permit.consents(),
              permit.emergency(),
              permit.proxy(),
              permit.obligations(),
              List.of());
      case Verdict.Deny(var reason, _) -> denied(reason);
    };
  }

  /// By the policy of today, with the rules that decided.
  static Verdict judgeOnGrounds(PatientConsents consents, DisclosureRequest request) {
    return DisclosurePolicy.judge(Policies.current(), consents, request);
  }

  /// Permitted without an emergency.
  static Verdict permitted(Action action, List<DataClass> dataClasses, List<ConsentId> consents) {
    return new Verdict.Permit(action, dataClasses, consents, null, null, List.of(), List.of());
  }

  /// Denied without any rule that says so.
  static Verdict denied(DenialReason reason) {
    return new Verdict.Deny(reason, List.of());
  }

  /// Somebody of a care team, or with an application.
  static DisclosureRequest by(Asker asker) {
    return new DisclosureRequest(
        asker,
        "TREAT",
        List.of(),
        "use",
        List.of("pharmacogenomic"),
        "DiagnosticReport",
        "interpretation-service",
        SampleConsents.DURING);
  }

  /// A clinician asks to use pharmacogenomic data for treatment.
  static DisclosureRequest reading() {
    return by(CLINICIAN, "use", "TREAT");
  }

  static DisclosureRequest by(Actor actor, String action, @Nullable String purposeOfUse) {
    return of(actor, "index-of-account-of-" + actor.id(), action, purposeOfUse);
  }

  /// A patient asks for data, signed in with an account.
  static DisclosureRequest byPatient(String accountIndex, @Nullable String purposeOfUse) {
    return of(new Actor("account", "patient", null), accountIndex, "use", purposeOfUse);
  }

  private static DisclosureRequest of(
      Actor actor, String accountIndex, String action, @Nullable String purposeOfUse) {
    return new DisclosureRequest(
        new Asker(actor, Set.of(), null, accountIndex),
        purposeOfUse,
        List.of(),
        action,
        List.of("pharmacogenomic"),
        "DiagnosticReport",
        "interpretation-service",
        SampleConsents.DURING);
  }

  static DisclosureRequest readingAt(Instant at) {
    return with(reading(), reading().dataClasses(), at);
  }

  static DisclosureRequest readingClasses(String... codes) {
    return with(reading(), List.of(codes), SampleConsents.DURING);
  }

  private static DisclosureRequest with(
      DisclosureRequest request, List<String> dataClasses, Instant at) {
    return new DisclosureRequest(
        request.asker(),
        request.purposeOfUse(),
        request.researchUse(),
        request.action(),
        dataClasses,
        request.resource(),
        request.requester(),
        at);
  }

  /// A clinician asks to use pharmacogenomic data for research.
  static DisclosureRequest researching(String... terms) {
    var request = by(CLINICIAN, "use", "HRESCH");
    return new DisclosureRequest(
        request.asker(),
        request.purposeOfUse(),
        List.of(terms),
        request.action(),
        request.dataClasses(),
        request.resource(),
        request.requester(),
        request.at());
  }

  /// The command that has the request decided.
  static DecideDisclosure decide(DisclosureRequest request) {
    return new DecideDisclosure(
        SampleConsents.PATIENT,
        DECISION,
        request,
        SampleConsents.attribution(request.actor(), request.purposeOfUse(), request.at()));
  }
}
