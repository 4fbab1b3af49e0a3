package org.genomerecord.consent.words;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.genomerecord.consent.provision.Limits;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DuoModifier;
import org.genomerecord.record.event.DuoPermission;
import org.genomerecord.record.event.Party;
import org.genomerecord.record.event.ProvisionType;
import org.genomerecord.record.event.ResearchUse;
import org.jspecify.annotations.Nullable;

/// The words for codes, and for a rule of a consent, the same for patients and officers. Pure.
///
/// A code without words is called unknown and repeated, as nothing is left out; but only if it
/// looks like a code, as anything could stand in it.
public final class PlainWords {
  private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,31}");

  private PlainWords() {}

  public static String of(DataClass dataClass) {
    return switch (dataClass) {
      case PHARMACOGENOMIC -> "how the body responds to drugs";
      case HEREDITARY_CANCER -> "inherited risk of cancer";
      case CARDIAC -> "inherited disease of heart and vessels";
      case NEURODEGENERATIVE -> "inherited disease of brain and nerves";
      case APOE -> "the APOE gene (Alzheimer's disease)";
      case HTT -> "the HTT gene (Huntington's disease)";
      case SECONDARY_FINDINGS -> "findings that nobody looked for";
      case CARRIER_STATUS -> "being a carrier of a disease without having it";
      case POLYGENIC_RISK -> "risk scores over many variants";
      case TUMOUR -> "variants of a tumour";
      case EXPRESSION -> "activity of genes in a specimen";
      case KINSHIP -> "who is related to whom";
      case RAW_CALLS -> "the raw results of the laboratory";
    };
  }

  /// A class of data that was asked for.
  public static String ofDataClass(String code) {
    return DataClass.ofCode(code)
        .map(PlainWords::of)
        .orElseGet(() -> unknown("a class of data", code));
  }

  public static String of(Action action) {
    return switch (action) {
      case COLLECT -> "take in";
      case USE -> "use";
      case DISCLOSE -> "pass on";
      case REANALYSE -> "interpret again";
      case RECONTACT -> "get in touch about";
    };
  }

  /// What was to be done, such as `use`.
  public static String ofAction(@Nullable String code) {
    return Arrays.stream(Action.values())
        .filter(action -> action.code().equals(code))
        .findFirst()
        .map(PlainWords::of)
        .orElseGet(() -> unknown("do something", code) + " with");
  }

  /// What was done, such as `used`.
  public static String done(@Nullable String code) {
    return switch (code) {
      case null -> "had access to";
      case "collect" -> "took in";
      case "use" -> "used";
      case "disclose" -> "passed on";
      case "re-analyse" -> "interpreted again";
      case "re-contact" -> "used, to get in touch about,";
      default -> unknown("did something", code) + " with";
    };
  }

  /// Of the HL7 v3 codes, such as `treatment`.
  public static String ofPurpose(@Nullable String code) {
    return switch (code) {
      case null -> "no stated purpose";
      case "TREAT" -> "treatment";
      case "ETREAT" -> "treatment in an emergency";
      case "HPAYMT" -> "payment";
      case "HOPERAT" -> "running the health service";
      case "HRESCH" -> "research";
      case "CLINTRCH" -> "a clinical trial";
      case "PUBHLTH" -> "public health";
      case "FAMRQT" -> "a request of the family";
      case "PWATRNY" -> "a request of an authorised representative";
      case "SUPNWK" -> "support of the patient by others";
      case "PATRQT" -> "the patient's own request";
      default -> unknown("a purpose", code);
    };
  }

  private static String unknown(String what, @Nullable String code) {
    var words = what + " that is not known";
    return code != null && CODE.matcher(code).matches() ? words + " (" + code + ")" : words;
  }

  /// Of the patient, such as `your results on …`.
  ///
  /// @param whose `your` to the patient, to others `the patient's`
  public static String dataOf(String whose, List<String> classes) {
    return classes.isEmpty()
        ? whose + " data"
        : whose + " results on " + list(classes.stream().map(PlainWords::ofDataClass).toList());
  }

  /// Why something was refused, as a clause to the patient.
  public static String toldReason(@Nullable String code) {
    return switch (code) {
      case null -> "no reason is recorded";
      case "no-consent" -> "you have given no consent for it";
      case "consent-withdrawn" -> "you had withdrawn your consent";
      case "consent-expired" -> "your consent had ended";
      case "denied-by-patient" -> "you have ruled it out";
      case "not-covered" -> "your consent does not cover it";
      case "private-to-patient" -> "it is private to you";
      case "erased" -> "your record is erased";
      case "emergency-not-declared" -> "no emergency was declared";
      case "specimen-mix-up" -> "the specimen was not the right one";
      case "analytical-error" -> "the analysis went wrong";
      case "wrong-patient" -> "it is not yours";
      case "other" -> "they gave no closer reason";
      case "legal-hold" -> "the law wants it kept for now";
      case "wrong-role", "role-not-permitted" -> "people in this role may not";
      case "another-patient" -> "it is not their own record";
      case "consent-unknown", "accession-unknown" -> "what they named is not theirs to see";
      case "purpose-missing" -> "no purpose was stated";
      case "purpose-unknown" -> "the stated purpose is not known here";
      case "patient-unknown" -> "nobody of this name was enrolled";
      case "action-unknown" -> "what was to be done is not known here";
      case "data-class-unknown" -> "no class of data was named, or one that is not known here";
      case "research-use-unknown" ->
          "the stated use in research is not known here, or the purpose was not research";
      default -> unknown("for a reason", code);
    };
  }

  /// Why something was refused, as a sentence to the patient.
  public static String toldReasonSentence(String code) {
    var told = toldReason(code);
    return told.substring(0, 1).toUpperCase(Locale.ROOT) + told.substring(1) + ".";
  }

  /// Why something was refused, as a sentence to others.
  public static String reason(String code) {
    return switch (code) {
      case "patient-unknown" -> "Nobody of this name is enrolled.";
      case "erased" -> "The patient was erased: there is nothing left to be read.";
      case "purpose-missing" -> "No purpose of use was stated.";
      case "purpose-unknown" -> "The purpose of use that was stated is not known.";
      case "action-unknown" -> "What was to be done is not known.";
      case "data-class-unknown" -> "No class of data was named, or one that is not known.";
      case "research-use-unknown" ->
          "The use in research that was stated is not known, or the purpose was not research.";
      case "role-not-permitted" -> "Nobody may do this in that role, or for that purpose.";
      case "another-patient" -> "The record belongs to another patient.";
      case "private-to-patient" -> "It is private to the patient, who is old enough for that.";
      case "emergency-not-declared" ->
          "The purpose was an emergency, but this person had declared none that lasted.";
      case "denied-by-patient" -> "The patient forbids it.";
      case "no-consent" -> "The patient has given no consent.";
      case "consent-withdrawn" -> "The patient has withdrawn every consent.";
      case "consent-expired" -> "The consent that permitted it was over.";
      case "not-covered" -> "No consent in force covers it.";
      default -> "The reason has the code " + code + ".";
    };
  }

  /// A role, such as `compliance officer`.
  public static String ofRole(String role) {
    return switch (role) {
      case "lab" -> "laboratory";
      case "service" -> "part of this system";
      case "none" -> "no role here";
      default -> role.replace('-', ' ');
    };
  }

  /// The labels of DUO.
  private static String of(DuoPermission permission) {
    return switch (permission) {
      case NRES -> "research without restriction";
      case GRU -> "general research use";
      case HMB -> "health or medical or biomedical research";
      case DS -> "disease specific research";
      case POA -> "population origins or ancestry research";
    };
  }

  /// Research as it was stated, with its diseases as MONDO names them.
  public static String ofResearch(Set<DuoPermission> uses, Set<String> diseases) {
    return list(uses.stream().sorted().map(PlainWords::of).toList())
        + (diseases.isEmpty() ? "" : " of " + list(diseases.stream().sorted().toList()));
  }

  private static String of(ResearchUse limit) {
    var conditions =
        limit.modifiers().entrySet().stream()
            .map(each -> condition(each.getKey(), each.getValue()))
            .toList();
    return ", "
        + ofResearch(Set.of(limit.permission()), limit.diseases())
        + (conditions.isEmpty() ? "" : " under " + list(conditions));
  }

  /// Such as `DUO:0000022 (DE and FR)`.
  private static String condition(DuoModifier modifier, Set<String> values) {
    return modifier.code() + (values.isEmpty() ? "" : " (" + list(values) + ")");
  }

  private static String of(Party party) {
    return switch (party.kind()) {
      case PERSON -> party.id();
      case ROLE -> "everybody who acts as " + party.id();
      case ORGANISATION -> "everybody at " + party.id();
      case CARE_TEAM -> "the care team " + party.id();
      case APPLICATION -> "the application " + party.id();
    };
  }

  /// A rule within the limits that it has, also by those that it is an exception to, such as
  /// "permits everybody at north-hospital to use …".
  public static String of(ProvisionType type, Limits limits) {
    var actions =
        limits.actions().isEmpty()
            ? "do anything with"
            : list(limits.actions().stream().map(PlainWords::of).toList());
    var classes =
        limits.dataClasses().isEmpty()
            ? "data of every class"
            : list(limits.dataClasses().stream().map(PlainWords::of).toList());
    return "%s %s to %s: %s; for %s%s%s"
        .formatted(
            type == ProvisionType.PERMIT ? "permits" : "forbids",
            actors(limits.actors()),
            actions,
            classes,
            limits.purposesOfUse().isEmpty()
                ? anyPurpose(type)
                : list(limits.purposesOfUse().stream().map(PlainWords::ofPurpose).toList()),
            limits.researchUse().stream()
                .map(PlainWords::of)
                .collect(Collectors.joining(", and of that")),
            period(limits));
  }

  /// A denial holds in an emergency only if it speaks of emergencies (ADR 0020).
  private static String anyPurpose(ProvisionType type) {
    return type == ProvisionType.DENY ? "any purpose, an emergency aside" : "any purpose";
  }

  /// The innermost first; who is named there is not named again for being named further out.
  private static String actors(List<Set<Party>> named) {
    if (named.isEmpty()) {
      return "anybody";
    }
    var innermost = named.getLast();
    var further =
        named.stream()
            .filter(actors -> !actors.containsAll(innermost))
            .map(actors -> ", if also among " + parties(actors) + ",")
            .collect(Collectors.joining());
    return parties(innermost) + further;
  }

  private static String parties(Set<Party> parties) {
    return list(parties.stream().map(PlainWords::of).toList());
  }

  private static String period(Limits limits) {
    return (limits.from() == null ? "" : ", from " + limits.from())
        + (limits.until() == null ? "" : ", until " + limits.until());
  }

  /// Such as `a, b and c`.
  public static String list(Collection<String> words) {
    var all = List.copyOf(words);
    return all.size() < 2
        ? String.join("", all)
        : all.subList(0, all.size() - 1).stream().collect(Collectors.joining(", "))
            + " and "
            + all.getLast();
  }

  /// The code of a constant, such as `not-possible`.
  public static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
