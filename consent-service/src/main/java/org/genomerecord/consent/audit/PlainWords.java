package org.genomerecord.consent.audit;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Codes of the trail as a patient reads them. A code without words of its own stays as it is: it
/// is never left out.
final class PlainWords {
  private PlainWords() {}

  /// Why, such as `for your treatment`.
  static String purpose(@Nullable String code) {
    return switch (code) {
      case null -> "for no stated purpose";
      case "TREAT" -> "for your treatment";
      case "ETREAT" -> "for your treatment in an emergency";
      case "HPAYMT" -> "for payment";
      case "HOPERAT" -> "for running the hospital";
      case "HRESCH" -> "for research";
      case "CLINTRCH" -> "for a clinical trial";
      case "PUBHLTH" -> "for public health";
      case "FAMRQT" -> "at your family's request";
      case "PWATRNY" -> "for somebody who acts for you";
      case "SUPNWK" -> "for people who support you";
      case "PATRQT" -> "at your own request";
      default -> "for the purpose " + code;
    };
  }

  /// What was done with the data, such as `used`.
  static String done(@Nullable String action) {
    return switch (action) {
      case null -> "had access to";
      case "collect" -> "took in";
      case "use" -> "used";
      case "disclose" -> "passed on";
      case "re-analyse" -> "analysed again";
      case "re-contact" -> "used, to get in touch with you about,";
      default -> "had access (" + action + ") to";
    };
  }

  /// What was to be done, such as `use`.
  static String toDo(@Nullable String action) {
    return switch (action) {
      case null -> "have access to";
      case "collect" -> "take in";
      case "use" -> "use";
      case "disclose" -> "pass on";
      case "re-analyse" -> "analyse again";
      case "re-contact" -> "get in touch with you about";
      default -> "have access (" + action + ") to";
    };
  }

  /// Of which data, such as `your results on drugs and heart disease`.
  static String data(List<String> classes) {
    return classes.isEmpty()
        ? "your data"
        : "your results on " + listed(classes.stream().map(PlainWords::dataClass).toList());
  }

  private static String listed(List<String> words) {
    int last = words.size() - 1;
    return last == 0
        ? words.getFirst()
        : words.stream().limit(last).collect(Collectors.joining(", ")) + " and " + words.get(last);
  }

  static String dataClass(String code) {
    return switch (code) {
      case "pharmacogenomic" -> "drugs";
      case "hereditary-cancer" -> "inherited risk of cancer";
      case "cardiac" -> "heart disease";
      case "neurodegenerative" -> "nerve disease";
      case "apoe" -> "the APOE gene";
      case "htt" -> "the Huntington gene";
      case "secondary-findings" -> "findings nobody looked for";
      case "carrier-status" -> "diseases you may pass on";
      case "polygenic-risk" -> "risk scores";
      case "tumour" -> "a tumour";
      case "expression" -> "gene activity";
      case "kinship" -> "who you are related to";
      case "raw-calls" -> "the raw laboratory data";
      default -> code;
    };
  }

  /// Why something was refused, as a clause.
  static String reason(@Nullable String code) {
    return switch (code) {
      case null -> "no reason is recorded";
      case "no-consent" -> "you have given no consent for it";
      case "consent-withdrawn" -> "you had withdrawn your consent";
      case "consent-expired" -> "your consent had ended";
      case "denied-by-patient" -> "you have ruled it out";
      case "not-covered" -> "your consent does not cover it";
      case "wrong-role", "role-not-permitted" -> "people in this role may not";
      case "another-patient" -> "it is not their own record";
      case "purpose-missing" -> "no purpose was stated";
      case "purpose-unknown" -> "the stated purpose is not known here";
      default -> "the reason is recorded as " + code;
    };
  }

  /// A role in words, such as `compliance officer`.
  static String role(String role) {
    return switch (role) {
      case "lab" -> "laboratory";
      case "service" -> "part of this system";
      case "none" -> "no role here";
      default -> role.replace('-', ' ');
    };
  }
}
