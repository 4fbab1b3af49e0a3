package org.genomerecord.ledger.audit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Which research a rule is about, in terms of the GA4GH Data Use Ontology, as the auditor
/// understands them (docs/methods/decisions.md), whatever the service that decided does. Pure.
///
/// @param permission such as `DUO:0000006`
/// @param diseases of MONDO
/// @param modifiers with their values
record ResearchLimit(String permission, Set<String> diseases, Map<String, List<String>> modifiers) {
  private static final Set<String> PURPOSES = Set.of("HRESCH", "CLINTRCH");
  private static final String DISEASE_SPECIFIC = "DUO:0000007";
  private static final String NOT_FOR_PROFIT_AND_NOT_COMMERCIAL = "DUO:0000018";

  /// Each permission, with all the research that lies in it.
  private static final Map<String, Set<String>> WITHIN =
      Map.of(
          "DUO:0000004",
              Set.of("DUO:0000004", "DUO:0000042", "DUO:0000006", "DUO:0000007", "DUO:0000011"),
          "DUO:0000042", Set.of("DUO:0000042", "DUO:0000006", "DUO:0000007", "DUO:0000011"),
          "DUO:0000006", Set.of("DUO:0000006", "DUO:0000007"),
          "DUO:0000007", Set.of("DUO:0000007"),
          "DUO:0000011", Set.of("DUO:0000011"));

  /// Modifiers that oblige, and to what.
  private static final Map<String, String> OBLIGES =
      Map.of(
          "DUO:0000021", "document-ethics-approval",
          "DUO:0000019", "publish-results",
          "DUO:0000020", "collaborate",
          "DUO:0000024", "observe-moratorium",
          "DUO:0000025", "end-use-in-time",
          "DUO:0000029", "return-results");

  /// Modifiers that the request has to state, with a value if they have some.
  private static final Set<String> STATED =
      Set.of(
          "DUO:0000015",
          "DUO:0000016",
          "DUO:0000021",
          "DUO:0000022",
          "DUO:0000027",
          "DUO:0000045",
          "DUO:0000046",
          NOT_FOR_PROFIT_AND_NOT_COMMERCIAL);

  private static final String USER = "DUO:0000026";
  private static final String INSTITUTION = "DUO:0000028";

  ResearchLimit {
    diseases = Set.copyOf(diseases);
    modifiers = Map.copyOf(modifiers);
  }

  static boolean isPermission(String code) {
    return WITHIN.containsKey(code);
  }

  static boolean isModifier(String code) {
    return STATED.contains(code)
        || OBLIGES.containsKey(code)
        || code.equals(USER)
        || code.equals(INSTITUTION);
  }

  /// What a rule that permits obliges to.
  List<String> obligations() {
    return modifiers.keySet().stream().filter(OBLIGES::containsKey).map(OBLIGES::get).toList();
  }

  boolean covers(Provision.Type type, Provision.Request request) {
    var purpose = request.purposeOfUse();
    if (purpose == null || !PURPOSES.contains(purpose)) {
      return false;
    }
    var uses = request.researchUse().stream().filter(WITHIN::containsKey).toList();
    return switch (type) {
      case DENY -> uses.isEmpty() || uses.stream().anyMatch(this::touches);
      case PERMIT ->
          !uses.isEmpty()
              && within(permission).containsAll(uses)
              && isOfDiseases(request.researchUse())
              && modifiers.entrySet().stream()
                  .allMatch(each -> isMet(each.getKey(), each.getValue(), request));
    };
  }

  private boolean touches(String use) {
    return within(permission).contains(use) || within(use).contains(permission);
  }

  private static Set<String> within(String code) {
    return WITHIN.getOrDefault(code, Set.of());
  }

  private boolean isOfDiseases(List<String> terms) {
    return !permission.equals(DISEASE_SPECIFIC)
        || terms.stream().filter(term -> term.startsWith("MONDO:")).allMatch(diseases::contains);
  }

  private static boolean isMet(String modifier, List<String> values, Provision.Request request) {
    var terms = request.researchUse();
    return switch (modifier) {
      case USER -> values.contains(request.actor());
      case INSTITUTION -> isOneOf(values, request.organisation());
      case "DUO:0000045", "DUO:0000046" ->
          terms.contains(modifier) || terms.contains(NOT_FOR_PROFIT_AND_NOT_COMMERCIAL);
      case NOT_FOR_PROFIT_AND_NOT_COMMERCIAL ->
          terms.contains(modifier) || terms.containsAll(List.of("DUO:0000045", "DUO:0000046"));
      default -> !STATED.contains(modifier) || isStated(modifier, values, terms);
    };
  }

  private static boolean isOneOf(List<String> values, @Nullable String organisation) {
    return organisation != null && values.contains(organisation);
  }

  /// Each value that is stated is one of the limit's.
  private static boolean isStated(String modifier, List<String> values, List<String> terms) {
    if (values.isEmpty()) {
      return terms.contains(modifier);
    }
    Predicate<String> about = term -> term.startsWith(modifier + "=");
    return terms.stream().anyMatch(about)
        && terms.stream()
            .filter(about)
            .allMatch(term -> values.contains(term.substring(modifier.length() + 1)));
  }
}
