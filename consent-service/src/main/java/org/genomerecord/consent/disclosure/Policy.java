package org.genomerecord.consent.disclosure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.genomerecord.consent.provision.ProxyRules;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.Obligation;
import org.jspecify.annotations.Nullable;

/// What holds for every patient, whatever they permit. A decision names the policy that it was made
/// under, so that it can be made again under the same.
///
/// @param name SHA-256 of the file, 64 hex digits
/// @param rules what the file says
record Policy(String name, Rules rules) {
  /// The first evaluator that gives one reason wherever an emergency was not declared.
  private static final int UNDECLARED_ALIKE = 3;

  /// @param evaluator version of how provisions are read (docs/adr/0017); raised when the same
  ///   consents would be judged otherwise
  /// @param actions what each role may ask for at all; roles that are not here may ask for nothing
  /// @param purposesOfUse HL7 v3 codes that a request may state
  /// @param research null: no request may state a use in research
  record Rules(
      int evaluator,
      Map<String, Set<Action>> actions,
      Set<String> purposesOfUse,
      @Nullable Research research,
      OwnRecord ownRecord,
      ProxyRules proxies,
      Emergency emergency) {
    Rules {
      actions = Map.copyOf(actions);
      purposesOfUse = Set.copyOf(purposesOfUse);
    }
  }

  /// What is research, and so may state a use in it.
  record Research(Set<String> purposesOfUse) {
    Research {
      purposesOfUse = Set.copyOf(purposesOfUse);
    }
  }

  /// Who sees the own record without a consent, and for which purpose.
  record OwnRecord(String role, String purposeOfUse) {}

  /// What a declared emergency permits beyond the consents.
  ///
  /// @param locks whether what the patient denies for this very purpose stays denied. Where the law
  ///   does not let a patient lock an emergency out, a policy says false.
  record Emergency(
      String role,
      String purposeOfUse,
      Set<Action> actions,
      boolean locks,
      List<Obligation> obligations) {
    Emergency {
      actions = Set.copyOf(actions);
      obligations = List.copyOf(obligations);
    }
  }

  /// Whether a patient's lock, or erasure, shows in the reason before an emergency is declared.
  boolean tellsLocksUndeclared() {
    return rules.evaluator() < UNDECLARED_ALIKE;
  }

  boolean isResearch(String purposeOfUse) {
    var research = rules.research();
    return research != null && research.purposesOfUse().contains(purposeOfUse);
  }

  Set<Action> actionsOf(String role) {
    return rules.actions().getOrDefault(role, Set.of());
  }
}
