package org.genomerecord.consent.disclosure;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
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
/// Absence denies, an unknown code denies, and every denial has a reason.
final class DisclosurePolicy {
  /// What each role may ask for at all. Roles that are not here may ask for nothing.
  private static final Map<String, Set<Action>> ACTIONS_OF_ROLE =
      Map.of(
          "lab", EnumSet.of(Action.COLLECT),
          "clinician", EnumSet.of(Action.USE, Action.DISCLOSE),
          "counsellor", EnumSet.of(Action.USE),
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

  private static Verdict provisions(
      PatientConsents.Enrolled patient,
      DisclosureRequest request,
      Action action,
      Set<DataClass> wanted) {
    var permitted = EnumSet.noneOf(DataClass.class);
    var grounds = new ArrayList<ConsentId>();
    boolean expired = false;
    for (var consent : inOrder(patient.inForce())) {
      var provision = consent.getValue();
      if (!covers(provision, request, action)) {
        continue;
      }
      if (!request.at().isBefore(provision.until())) {
        expired = true;
      } else if (!request.at().isBefore(provision.from())
          && wanted.stream().anyMatch(provision.dataClasses()::contains)) {
        wanted.stream().filter(provision.dataClasses()::contains).forEach(permitted::add);
        grounds.add(consent.getKey());
      }
    }
    if (!permitted.isEmpty()) {
      return new Permit(action, List.copyOf(permitted), grounds);
    }
    return new Deny(denial(patient, expired));
  }

  private static DenialReason denial(PatientConsents.Enrolled patient, boolean expired) {
    if (expired) {
      return DenialReason.CONSENT_EXPIRED;
    }
    if (!patient.inForce().isEmpty()) {
      return DenialReason.NOT_COVERED;
    }
    return patient.withdrawn().isEmpty() ? DenialReason.NO_CONSENT : DenialReason.CONSENT_WITHDRAWN;
  }

  /// Purpose, action and organisation; the suite's own services belong to no organisation.
  private static boolean covers(Provision provision, DisclosureRequest request, Action action) {
    var organisation = request.actor().organisation();
    return provision.purposeOfUse().equals(request.purposeOfUse())
        && provision.actions().contains(action)
        && (provision.organisations().isEmpty()
            || request.actor().role().equals("service")
            || (organisation != null && provision.organisations().contains(organisation)));
  }

  /// A fixed order, so that the same state and request give the same verdict to the letter.
  private static Iterable<Map.Entry<ConsentId, Provision>> inOrder(
      Map<ConsentId, Provision> consents) {
    var ordered = new TreeMap<ConsentId, Provision>((a, b) -> a.value().compareTo(b.value()));
    ordered.putAll(consents);
    return ordered.entrySet();
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
