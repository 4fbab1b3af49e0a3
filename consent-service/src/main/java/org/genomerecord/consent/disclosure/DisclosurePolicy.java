package org.genomerecord.consent.disclosure;

import static org.genomerecord.record.event.ProvisionType.PERMIT;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.genomerecord.consent.disclosure.ProvisionRules.Question;
import org.genomerecord.consent.disclosure.Verdict.Deny;
import org.genomerecord.consent.disclosure.Verdict.Permit;
import org.genomerecord.consent.provision.PatientConsents;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.EmergencyAccessId;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.ProxyEvent.ProxyAppointed;
import org.jspecify.annotations.Nullable;

/// Who may have what: a pure, total function of a policy, what the patient permits and what is
/// asked.
///
/// Absence denies, an unknown code denies, a denial overrides what is permitted elsewhere, and
/// every denial has a reason. Only a declared emergency overrides a denial, and not one that the
/// patient made for emergencies.
final class DisclosurePolicy {
  private DisclosurePolicy() {}

  static Verdict judge(Policy policy, PatientConsents consents, DisclosureRequest request) {
    var purpose = request.purposeOfUse();
    if (purpose == null) {
      return deny(DenialReason.PURPOSE_MISSING);
    }
    if (!policy.rules().purposesOfUse().contains(purpose)) {
      return deny(DenialReason.PURPOSE_UNKNOWN);
    }
    var action = actionOf(request.action());
    if (action.isEmpty()) {
      return deny(DenialReason.ACTION_UNKNOWN);
    }
    var classes = classesOf(request.dataClasses());
    if (classes.isEmpty()) {
      return deny(DenialReason.DATA_CLASS_UNKNOWN);
    }
    var research = researchOf(policy, purpose, request.researchUse());
    if (research.isEmpty()) {
      return deny(DenialReason.RESEARCH_USE_UNKNOWN);
    }
    if (!policy.actionsOf(request.actor().role()).contains(action.get())) {
      return deny(DenialReason.ROLE_NOT_PERMITTED);
    }
    // Only now: whether there is such a patient is not for everybody to learn.
    return switch (consents) {
      case PatientConsents.NotEnrolled() -> deny(DenialReason.PATIENT_UNKNOWN);
      case PatientConsents.Erased erased ->
          deny(whyErased(policy, erased, request, purpose, action.get()));
      case PatientConsents.Enrolled patient ->
          isOwnRole(policy, request)
              ? ownRecord(policy, patient, request, action.get(), classes.get())
              : provisions(
                  policy, patient, request, purpose, research.get(), action.get(), classes.get());
    };
  }

  /// What is stated about research; empty: it cannot be judged, or does not belong to the purpose.
  private static Optional<ResearchAsked> researchOf(
      Policy policy, String purpose, List<String> terms) {
    if (terms.isEmpty()) {
      return Optional.of(
          policy.isResearch(purpose)
              ? new ResearchAsked.Unstated()
              : new ResearchAsked.NotResearch());
    }
    return policy.isResearch(purpose)
        ? ResearchAsked.stated(terms).map(Function.identity())
        : Optional.empty();
  }

  private static Deny deny(DenialReason reason) {
    return new Deny(reason, List.of());
  }

  /// Whether somebody asks in the role in which people look at their own record.
  private static boolean isOwnRole(Policy policy, DisclosureRequest request) {
    return request.actor().role().equals(policy.rules().ownRecord().role());
  }

  /// That somebody was erased is not for other patients to learn, nor for whoever could declare an
  /// emergency: of everybody who is enrolled they are told to declare it.
  private static DenialReason whyErased(
      Policy policy,
      PatientConsents.Erased patient,
      DisclosureRequest request,
      String purpose,
      Action action) {
    if (isOwnRole(policy, request)
        && !request.asker().accountIndex().equals(patient.accountIndex())) {
      return DenialReason.ANOTHER_PATIENT;
    }
    return !policy.tellsLocksUndeclared() && isAnEmergencys(policy, request, purpose, action)
        ? DenialReason.EMERGENCY_NOT_DECLARED
        : DenialReason.ERASED;
  }

  /// Whether it is a question that a declared emergency could open something for.
  private static boolean isAnEmergencys(
      Policy policy, DisclosureRequest request, String purpose, Action action) {
    var rules = policy.rules().emergency();
    return rules.purposeOfUse().equals(purpose)
        && rules.role().equals(request.actor().role())
        && rules.actions().contains(action);
  }

  private static Verdict ownRecord(
      Policy policy,
      PatientConsents.Enrolled patient,
      DisclosureRequest request,
      Action action,
      Set<DataClass> classes) {
    var account = request.asker().accountIndex();
    if (account.equals(patient.accountIndex())) {
      return policy.rules().ownRecord().purposeOfUse().equals(request.purposeOfUse())
          ? new Permit(action, List.copyOf(classes), List.of(), null, null, List.of(), List.of())
          : deny(DenialReason.ROLE_NOT_PERMITTED);
    }
    return patient
        .proxyOf(account, request.at())
        .map(proxy -> asProxy(policy, patient, proxy, request, action, classes))
        .orElseGet(() -> deny(DenialReason.ANOTHER_PATIENT));
  }

  /// Who acts for a patient sees what the patient sees, but for what the patient denies them and
  /// what is private to an adolescent.
  private static Verdict asProxy(
      Policy policy,
      PatientConsents.Enrolled patient,
      ProxyAppointed proxy,
      DisclosureRequest request,
      Action action,
      Set<DataClass> classes) {
    var purpose = policy.rules().proxies().purposesOfUse().get(proxy.kind());
    if (purpose == null || !purpose.equals(request.purposeOfUse())) {
      return deny(DenialReason.ROLE_NOT_PERMITTED);
    }
    var hidden = policy.rules().proxies().hiddenFrom(proxy, request.at());
    var permitted = EnumSet.noneOf(DataClass.class);
    var reasons = EnumSet.noneOf(DenialReason.class);
    var grounds = new Grounds();
    for (var dataClass : classes) {
      var question =
          new Question(
              request.asker(),
              purpose,
              new ResearchAsked.NotResearch(),
              action,
              dataClass,
              request.at());
      var said = whatIsSaid(patient, question, EnumSet.noneOf(DenialReason.class));
      if (hidden.contains(dataClass)) {
        reasons.add(DenialReason.PRIVATE_TO_PATIENT);
      } else if (said.denies()) {
        grounds.add(dataClass, said);
        reasons.add(DenialReason.DENIED_BY_PATIENT);
      } else {
        permitted.add(dataClass);
      }
    }
    return permitted.isEmpty()
        ? new Deny(reasons.iterator().next(), grounds.inOrder())
        : new Permit(
            action,
            List.copyOf(permitted),
            List.of(),
            null,
            proxy.proxy(),
            List.of(),
            grounds.inOrder());
  }

  /// The classes that somebody who acts for a patient would be permitted to read, if they asked for
  /// all.
  static Set<DataClass> seenBy(
      ProxyAppointed proxy, Policy policy, PatientConsents consents, Asker asker, Instant at) {
    var everything =
        new DisclosureRequest(
            asker,
            policy.rules().proxies().purposesOfUse().get(proxy.kind()),
            List.of(),
            Action.USE.code(),
            Stream.of(DataClass.values()).map(DataClass::code).toList(),
            "accesses",
            "",
            at);
    return switch (judge(policy, consents, everything)) {
      case Permit permit when proxy.proxy().equals(permit.proxy()) ->
          Set.copyOf(permit.dataClasses());
      case Permit _, Deny _ -> Set.of();
    };
  }

  /// Each class of data by itself. A consent that denies overrides those that permit.
  private static Verdict provisions(
      Policy policy,
      PatientConsents.Enrolled patient,
      DisclosureRequest request,
      String purpose,
      ResearchAsked research,
      Action action,
      Set<DataClass> wanted) {
    var emergency = new EmergencyQuestion(policy, patient, request, purpose, action);
    var permitted = EnumSet.noneOf(DataClass.class);
    var reasons = EnumSet.noneOf(DenialReason.class);
    var grounds = new Grounds();
    EmergencyAccessId rests = null;
    for (var dataClass : wanted) {
      var said =
          whatIsSaid(
              patient,
              new Question(request.asker(), purpose, research, action, dataClass, request.at()),
              reasons);
      grounds.add(dataClass, said);
      if (said.permits()) {
        permitted.add(dataClass);
      } else if (emergency.overrides(said)) {
        permitted.add(dataClass);
        rests = emergency.declared();
      } else if (emergency.isMissing(said)) {
        reasons.add(DenialReason.EMERGENCY_NOT_DECLARED);
      } else if (said.denies()) {
        reasons.add(DenialReason.DENIED_BY_PATIENT);
      }
    }
    if (permitted.isEmpty()) {
      // The first in the order of the constants, so that the same request gets the same reason.
      return new Deny(
          reasons.stream().findFirst().orElseGet(() -> absence(patient)), grounds.inOrder());
    }
    return new Permit(
        action,
        List.copyOf(permitted),
        grounds.permitting(permitted),
        rests,
        null,
        rests == null ? grounds.obligations() : policy.rules().emergency().obligations(),
        grounds.inOrder());
  }

  /// @param tellsLocks whether what stays locked is told from the rest where none is declared
  /// @param declared the emergency that this person has declared and that lasts; null: none
  private record EmergencyQuestion(
      boolean asked, boolean locks, boolean tellsLocks, @Nullable EmergencyAccessId declared) {
    EmergencyQuestion(
        Policy policy,
        PatientConsents.Enrolled patient,
        DisclosureRequest request,
        String purpose,
        Action action) {
      this(
          isAnEmergencys(policy, request, purpose, action),
          policy.rules().emergency().locks(),
          policy.tellsLocksUndeclared(),
          patient.emergencyOf(request.actor().id(), request.at()).orElse(null));
    }

    boolean overrides(Grounds.OfOneClass said) {
      return declared != null && wouldOverride(said);
    }

    /// A declaration is on record and is reviewed. Before it nobody learns what it would not open.
    boolean isMissing(Grounds.OfOneClass said) {
      return declared == null && (tellsLocks ? wouldOverride(said) : asked);
    }

    private boolean wouldOverride(Grounds.OfOneClass said) {
      return asked && !(locks && said.deniesForThisPurpose());
    }
  }

  /// What the consents in force say about one class of data.
  ///
  /// @param reasons gets it if one would have permitted while it lasted
  private static Grounds.OfOneClass whatIsSaid(
      PatientConsents.Enrolled patient, Question question, Set<DenialReason> reasons) {
    var said = new Grounds.OfOneClass();
    for (var consent : patient.inForce().entrySet()) {
      var provision = consent.getValue();
      var rule = ProvisionRules.judge(provision, question);
      rule.ifPresent(found -> said.add(consent.getKey(), found, provision, question));
      if (rule.isEmpty() && permittedOnce(provision, question)) {
        reasons.add(DenialReason.CONSENT_EXPIRED);
      }
    }
    return said;
  }

  /// Whether a consent whose period is over permitted it to the end.
  private static boolean permittedOnce(Provision provision, Question question) {
    var until = provision.until();
    return until != null
        && !question.at().isBefore(until)
        && ProvisionRules.judge(provision, question.at(until.minusNanos(1)))
            .filter(said -> said.type() == PERMIT)
            .isPresent();
  }

  private static DenialReason absence(PatientConsents.Enrolled patient) {
    if (!patient.inForce().isEmpty()) {
      return DenialReason.NOT_COVERED;
    }
    return patient.withdrawn().isEmpty() ? DenialReason.NO_CONSENT : DenialReason.CONSENT_WITHDRAWN;
  }

  private static Optional<Action> actionOf(String code) {
    return Stream.of(Action.values()).filter(action -> action.code().equals(code)).findFirst();
  }

  /// The classes of the codes; empty if there is none or one is unknown.
  private static Optional<Set<DataClass>> classesOf(List<String> codes) {
    var classes = EnumSet.noneOf(DataClass.class);
    for (var code : codes) {
      var known = DataClass.ofCode(code);
      if (known.isEmpty()) {
        return Optional.empty();
      }
      classes.add(known.get());
    }
    return classes.isEmpty() ? Optional.empty() : Optional.of(classes);
  }
}
