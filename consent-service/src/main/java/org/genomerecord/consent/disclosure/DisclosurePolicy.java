package org.genomerecord.consent.disclosure;

import static org.genomerecord.record.event.ProvisionType.DENY;
import static org.genomerecord.record.event.ProvisionType.PERMIT;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.genomerecord.consent.disclosure.ProvisionRules.Question;
import org.genomerecord.consent.disclosure.Verdict.Deny;
import org.genomerecord.consent.disclosure.Verdict.Permit;
import org.genomerecord.consent.provision.PatientConsents;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.PurposeOfUse;

/// Who may have what: a pure, total function of what the patient permits and what is asked.
///
/// Absence denies, an unknown code denies, a denial overrides what is permitted elsewhere, and
/// every denial has a reason.
final class DisclosurePolicy {
  private static final Comparator<ConsentId> IN_ORDER = Comparator.comparing(ConsentId::value);

  /// What each role may ask for at all. Roles that are not here may ask for nothing.
  private static final Map<String, Set<Action>> ACTIONS_OF_ROLE =
      Map.of(
          "lab", EnumSet.of(Action.COLLECT),
          "clinician", EnumSet.of(Action.USE, Action.DISCLOSE, Action.RECONTACT),
          "counsellor", EnumSet.of(Action.USE, Action.RECONTACT),
          "patient", EnumSet.of(Action.USE),
          "service", EnumSet.of(Action.COLLECT, Action.USE, Action.REANALYSE));

  private DisclosurePolicy() {}

  static Verdict judge(PatientConsents consents, DisclosureRequest request) {
    if (request.purposeOfUse() == null) {
      return new Deny(DenialReason.PURPOSE_MISSING);
    }
    if (!PurposeOfUse.isKnown(request.purposeOfUse())) {
      return new Deny(DenialReason.PURPOSE_UNKNOWN);
    }
    var action = actionOf(request.action());
    if (action.isEmpty()) {
      return new Deny(DenialReason.ACTION_UNKNOWN);
    }
    var classes = classesOf(request.dataClasses());
    if (classes.isEmpty()) {
      return new Deny(DenialReason.DATA_CLASS_UNKNOWN);
    }
    if (!ACTIONS_OF_ROLE.getOrDefault(request.actor().role(), Set.of()).contains(action.get())) {
      return new Deny(DenialReason.ROLE_NOT_PERMITTED);
    }
    // Only now: whether there is such a patient is not for everybody to learn.
    if (!(consents instanceof PatientConsents.Enrolled patient)) {
      return new Deny(DenialReason.PATIENT_UNKNOWN);
    }
    if (request.actor().role().equals("patient")) {
      return ownRecord(patient, request, action.get(), classes.get());
    }
    return provisions(patient, request, action.get(), classes.get());
  }

  private static Verdict ownRecord(
      PatientConsents.Enrolled patient,
      DisclosureRequest request,
      Action action,
      Set<DataClass> classes) {
    if (!request.accountIndex().equals(patient.accountIndex())) {
      return new Deny(DenialReason.ANOTHER_PATIENT);
    }
    return PurposeOfUse.PATIENT_REQUESTED.equals(request.purposeOfUse())
        ? new Permit(action, List.copyOf(classes), List.of())
        : new Deny(DenialReason.ROLE_NOT_PERMITTED);
  }

  /// Each class of data by itself. A consent that denies overrides those that permit.
  private static Verdict provisions(
      PatientConsents.Enrolled patient,
      DisclosureRequest request,
      Action action,
      Set<DataClass> wanted) {
    var permitted = EnumSet.noneOf(DataClass.class);
    var grounds = new TreeSet<>(IN_ORDER);
    var reasons = EnumSet.noneOf(DenialReason.class);
    for (var dataClass : wanted) {
      var question =
          new Question(
              request.actor(),
              String.valueOf(request.purposeOfUse()),
              action,
              dataClass,
              request.at());
      var permitting = permitting(patient, question, reasons);
      if (!permitting.isEmpty()) {
        permitted.add(dataClass);
        grounds.addAll(permitting);
      }
    }
    if (!permitted.isEmpty()) {
      return new Permit(action, List.copyOf(permitted), List.copyOf(grounds));
    }
    // The first in the order of the constants, so that the same request gets the same reason.
    return new Deny(reasons.stream().findFirst().orElseGet(() -> absence(patient)));
  }

  /// The consents that permit what is asked; empty if one of them all denies it.
  ///
  /// @param reasons gets why not
  private static List<ConsentId> permitting(
      PatientConsents.Enrolled patient, Question question, Set<DenialReason> reasons) {
    var permitting = new ArrayList<ConsentId>();
    boolean denied = false;
    for (var consent : patient.inForce().entrySet()) {
      var provision = consent.getValue();
      var said = ProvisionRules.judge(provision, question);
      if (said.isEmpty() && permittedOnce(provision, question)) {
        reasons.add(DenialReason.CONSENT_EXPIRED);
      }
      said.filter(PERMIT::equals).ifPresent(_ -> permitting.add(consent.getKey()));
      denied |= said.filter(DENY::equals).isPresent();
    }
    if (denied) {
      reasons.add(DenialReason.DENIED_BY_PATIENT);
      return List.of();
    }
    return permitting;
  }

  /// Whether a consent whose period is over permitted it to the end.
  private static boolean permittedOnce(Provision provision, Question question) {
    var until = provision.until();
    return until != null
        && !question.at().isBefore(until)
        && ProvisionRules.judge(provision, question.at(until.minusNanos(1)))
            .filter(PERMIT::equals)
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
      var known =
          Stream.of(DataClass.values()).filter(item -> item.code().equals(code)).findFirst();
      if (known.isEmpty()) {
        return Optional.empty();
      }
      classes.add(known.get());
    }
    return classes.isEmpty() ? Optional.empty() : Optional.of(classes);
  }
}
