package org.genomerecord.consent.disclosure;

import com.cedarpolicy.value.CedarList;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.genomerecord.record.event.DuoModifier;
import org.genomerecord.record.event.DuoPermission;
import org.genomerecord.record.event.ProvisionType;
import org.genomerecord.record.event.ResearchUse;

/// Limits of research as Cedar expressions, written down from docs/methods/decisions.md: tables of
/// codes, not the relations that consent-service computes.
final class CedarResearch {
  private static final String NRES = "DUO:0000004";
  private static final String GRU = "DUO:0000042";
  private static final String HMB = "DUO:0000006";
  private static final String DS = "DUO:0000007";
  private static final String POA = "DUO:0000011";

  private CedarResearch() {}

  /// What of the terms of a request the expressions ask for.
  static void state(Map<String, Value> context, List<String> terms) {
    context.put("terms", list(terms));
    context.put("diseases", list(startingWith("MONDO:", terms, 0)));
    context.put("regions", list(startingWith("DUO:0000022=", terms, "DUO:0000022=".length())));
    context.put("projects", list(startingWith("DUO:0000027=", terms, "DUO:0000027=".length())));
  }

  private static List<String> startingWith(String start, List<String> terms, int without) {
    return terms.stream()
        .filter(term -> term.startsWith(start))
        .map(term -> term.substring(without))
        .toList();
  }

  private static CedarList list(Collection<String> texts) {
    return new CedarList(texts.stream().<Value>map(PrimString::new).toList());
  }

  static String covers(ProvisionType type, ResearchUse limit) {
    var research = "[\"HRESCH\", \"CLINTRCH\"].contains(context.purpose)";
    var covered = type == ProvisionType.PERMIT ? permits(limit) : denies(limit.permission());
    return "(" + research + " && " + covered + ")";
  }

  private static String denies(DuoPermission denied) {
    var touching =
        switch (denied) {
          case NRES, GRU -> Set.of(NRES, GRU, HMB, DS, POA);
          case HMB -> Set.of(NRES, GRU, HMB, DS);
          case POA -> Set.of(NRES, GRU, POA);
          case DS -> throw new IllegalArgumentException("nobody denies by disease");
        };
    return "(context.terms == [] || %s.containsAny(context.terms))".formatted(set(touching));
  }

  private static String permits(ResearchUse limit) {
    var beyond =
        switch (limit.permission()) {
          case NRES -> Set.<String>of();
          case GRU -> Set.of(NRES);
          case HMB -> Set.of(NRES, GRU, POA);
          case DS -> Set.of(NRES, GRU, HMB, POA);
          case POA -> Set.of(NRES, GRU, HMB, DS);
        };
    var all = new ArrayList<String>();
    all.add("context.terms != []");
    all.add("!(%s.containsAny(context.terms))".formatted(set(beyond)));
    if (limit.permission() == DuoPermission.DS) {
      all.add("%s.containsAll(context.diseases)".formatted(set(limit.diseases())));
    }
    limit.modifiers().forEach((modifier, values) -> all.add(condition(modifier, set(values))));
    return "(" + String.join(" && ", all) + ")";
  }

  private static String condition(DuoModifier modifier, String values) {
    return switch (modifier) {
      case GSO -> "context.terms.contains(\"DUO:0000016\")";
      case NMDS -> "context.terms.contains(\"DUO:0000015\")";
      case IRB -> "context.terms.contains(\"DUO:0000021\")";
      case NPU -> "[\"DUO:0000045\", \"DUO:0000018\"].containsAny(context.terms)";
      case NCU -> "[\"DUO:0000046\", \"DUO:0000018\"].containsAny(context.terms)";
      case NPUNCU ->
          "(context.terms.contains(\"DUO:0000018\") || context.terms.containsAll([\"DUO:0000045\", \"DUO:0000046\"]))";
      case GS -> "(context.regions != [] && %s.containsAll(context.regions))".formatted(values);
      case PS -> "(context.projects != [] && %s.containsAll(context.projects))".formatted(values);
      case US -> "%s.contains(context.actor)".formatted(values);
      case IS ->
          "(context has organisation && %s.contains(context.organisation))".formatted(values);
      case PUB, COL, MOR, TS, RTN -> "true";
    };
  }

  private static String set(Collection<String> codes) {
    return codes.stream().map(code -> '"' + code + '"').collect(Collectors.joining(", ", "[", "]"));
  }
}
