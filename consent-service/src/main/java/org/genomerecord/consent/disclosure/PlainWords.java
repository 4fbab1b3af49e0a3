package org.genomerecord.consent.disclosure;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DuoModifier;
import org.genomerecord.record.event.DuoPermission;
import org.genomerecord.record.event.Party;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.ProvisionType;
import org.genomerecord.record.event.ResearchUse;
import org.jspecify.annotations.Nullable;

/// The words for codes, and for a rule of a consent. Pure.
final class PlainWords {
  private PlainWords() {}

  static String of(DataClass dataClass) {
    return switch (dataClass) {
      case PHARMACOGENOMIC -> "how the body responds to drugs";
      case HEREDITARY_CANCER -> "inherited risk of cancer";
      case CARDIAC -> "inherited disease of heart and vessels";
      case NEURODEGENERATIVE -> "inherited disease of brain and nerves";
      case APOE -> "APOE, which bears on Alzheimer's disease";
      case HTT -> "HTT, the gene of Huntington's disease";
      case SECONDARY_FINDINGS -> "findings that nobody looked for";
      case CARRIER_STATUS -> "being a carrier of a disease without having it";
      case POLYGENIC_RISK -> "risk scores over many variants";
      case TUMOUR -> "variants of a tumour";
      case EXPRESSION -> "activity of genes in a specimen";
      case KINSHIP -> "who is related to whom";
      case RAW_CALLS -> "the raw results of the laboratory";
    };
  }

  /// A code that was asked for; an unknown one is only called that, as anything could stand in it.
  static String ofDataClass(String code) {
    return known(code).map(PlainWords::of).orElse("a class of data that is not known");
  }

  private static Optional<DataClass> known(String code) {
    return Arrays.stream(DataClass.values()).filter(item -> item.code().equals(code)).findFirst();
  }

  static String of(Action action) {
    return switch (action) {
      case COLLECT -> "take in";
      case USE -> "use";
      case DISCLOSE -> "pass on";
      case REANALYSE -> "interpret again";
      case RECONTACT -> "get in touch about";
    };
  }

  static String ofAction(String code) {
    return Arrays.stream(Action.values())
        .filter(action -> action.code().equals(code))
        .findFirst()
        .map(PlainWords::of)
        .orElse("do something unknown with");
  }

  /// Of the HL7 v3 codes.
  static String ofPurpose(@Nullable String code) {
    return switch (code) {
      case null -> "no stated purpose";
      case "TREAT" -> "treatment";
      case "ETREAT" -> "an emergency";
      case "HPAYMT" -> "payment";
      case "HOPERAT" -> "running the health service";
      case "HRESCH" -> "research";
      case "CLINTRCH" -> "a clinical trial";
      case "PUBHLTH" -> "public health";
      case "FAMRQT" -> "a request of the family";
      case "PWATRNY" -> "a request of an authorised representative";
      case "SUPNWK" -> "support of the patient by others";
      case "PATRQT" -> "the patient's own request";
      default -> "a purpose that is not known";
    };
  }

  /// The labels of DUO.
  static String of(DuoPermission permission) {
    return switch (permission) {
      case NRES -> "research without restriction";
      case GRU -> "general research use";
      case HMB -> "health or medical or biomedical research";
      case DS -> "disease specific research";
      case POA -> "population origins or ancestry research";
    };
  }

  /// The purpose, and of research what was stated about it.
  static String ofPurpose(@Nullable String code, List<String> researchUse) {
    return researchUse.isEmpty()
        ? ofPurpose(code)
        : ofPurpose(code)
            + ", "
            + ResearchAsked.stated(researchUse)
                .map(stated -> ofResearch(stated.uses(), stated.diseases()))
                .orElse("of a kind that is not known");
  }

  private static String ofResearch(Set<DuoPermission> uses, Set<String> diseases) {
    return list(uses.stream().sorted().map(PlainWords::of).toList())
        + (diseases.isEmpty() ? "" : " of " + list(diseases.stream().sorted().toList()));
  }

  private static String of(ResearchUse limit) {
    var conditions = limit.modifiers().keySet().stream().map(DuoModifier::code).toList();
    return ", "
        + ofResearch(Set.of(limit.permission()), limit.diseases())
        + (conditions.isEmpty() ? "" : " under " + list(conditions));
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

  /// One rule, without its exceptions, such as "permits everybody at north-hospital to use …".
  static String of(Provision rule) {
    var actions =
        rule.actions().isEmpty()
            ? "do anything with"
            : list(rule.actions().stream().map(PlainWords::of).toList());
    var classes =
        rule.dataClasses().isEmpty()
            ? "data of every class"
            : list(rule.dataClasses().stream().map(PlainWords::of).toList());
    return "%s %s to %s: %s; for %s%s%s"
        .formatted(
            rule.type() == ProvisionType.PERMIT ? "permits" : "forbids",
            rule.actors().isEmpty()
                ? "anybody"
                : list(rule.actors().stream().map(PlainWords::of).toList()),
            actions,
            classes,
            rule.purposesOfUse().isEmpty()
                ? "any purpose"
                : list(rule.purposesOfUse().stream().map(PlainWords::ofPurpose).toList()),
            rule.researchUse() == null ? "" : of(rule.researchUse()),
            rule.until() == null ? "" : ", until " + rule.until());
  }

  static String list(Collection<String> words) {
    var all = List.copyOf(words);
    return all.size() < 2
        ? String.join("", all)
        : all.subList(0, all.size() - 1).stream().collect(Collectors.joining(", "))
            + " and "
            + all.getLast();
  }

  static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
