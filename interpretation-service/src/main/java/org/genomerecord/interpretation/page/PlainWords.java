package org.genomerecord.interpretation.page;

import java.util.Map;
import org.genomerecord.interpretation.guidance.Action;

/// What guidelines' terms mean, in words that a twelve-year-old reads.
final class PlainWords {
  private static final String NOT_KNOWN = "Nobody knows yet what this finding means.";
  private static final String USUAL = "This gene works in the usual way.";

  private static final String LESS_WARFARIN_IN_AFRICANS =
      "If your family comes from Africa, you may need less warfarin than most people.";

  private static final Map<String, String> PHENOTYPES =
      Map.ofEntries(
          Map.entry(
              "Ultrarapid Metabolizer",
              "Your body uses up some medicines much faster than most people's."),
          Map.entry(
              "Rapid Metabolizer", "Your body uses up some medicines faster than most people's."),
          Map.entry("Normal Metabolizer", USUAL),
          Map.entry(
              "Intermediate Metabolizer",
              "Your body uses up some medicines more slowly than most people's."),
          Map.entry(
              "Poor Metabolizer",
              "Your body uses up some medicines much more slowly than most people's."),
          Map.entry("Increased Function", "This gene does more than in most people."),
          Map.entry("Normal Function", USUAL),
          Map.entry("Decreased Function", "This gene does less than in most people."),
          Map.entry("Poor Function", "This gene does much less than in most people."),
          Map.entry(
              "Malignant Hyperthermia Susceptibility",
              "Some medicines for sleep in an operation could be dangerous for you. Tell every"
                  + " doctor before an operation."),
          Map.entry(
              "Uncertain Susceptibility",
              "Nothing was found that makes medicines for sleep in an operation dangerous for you."
                  + " This test cannot rule it out."),
          Map.entry(
              "ivacaftor responsive in CF patients",
              "If you have cystic fibrosis, the medicine ivacaftor can help."),
          Map.entry(
              "ivacaftor non-responsive in CF patients",
              "Nothing was found that lets the medicine ivacaftor help in cystic fibrosis."),
          Map.entry(
              "Deficient",
              "Your blood cells have little of what protects them. Some medicines could harm them."),
          Map.entry(
              "Deficient with CNSHA",
              "Your blood cells have very little of what protects them. Some medicines could harm"
                  + " them."),
          Map.entry(
              "Variable",
              "Your blood cells may have little of what protects them. A blood test can tell."),
          Map.entry("Normal", USUAL),
          Map.entry(
              "increased risk of aminoglycoside-induced hearing loss",
              "Some antibiotics could harm your hearing for good. Tell every doctor."),
          Map.entry(
              "normal risk of aminoglycoside-induced hearing loss",
              "Nothing was found that makes some antibiotics a special danger for your hearing."),
          Map.entry("uncertain risk of aminoglycoside-induced hearing loss", NOT_KNOWN),
          Map.entry("-1639 AA", "You may need much less warfarin than most people."),
          Map.entry("-1639 AG", "You may need less warfarin than most people."),
          Map.entry("-1639 GG", "This gene gives no reason for less warfarin."),
          Map.entry("rs2108622 CC", "This gene gives no reason for more warfarin."),
          Map.entry("rs2108622 CT", "You may need a little more warfarin than most people."),
          Map.entry("rs2108622 TT", "You may need a little more warfarin than most people."),
          Map.entry("rs12777823 GG", "This place in your genes gives no reason for less warfarin."),
          Map.entry("rs12777823 AG", LESS_WARFARIN_IN_AFRICANS),
          Map.entry("rs12777823 AA", LESS_WARFARIN_IN_AFRICANS),
          Map.entry(
              "Favorable Response",
              "If you have hepatitis C, a treatment with interferon works better than in most"
                  + " people."),
          Map.entry(
              "Unfavorable Response",
              "If you have hepatitis C, a treatment with interferon works less well than in others."
                  + " Newer medicines are not touched by this."),
          Map.entry("Indeterminate", NOT_KNOWN),
          Map.entry("Not assigned", NOT_KNOWN));

  private PlainWords() {}

  /// @param phenotype as tables name it; one that is not known here is left to the doctor
  static String of(String phenotype) {
    if (phenotype.endsWith(" positive")) {
      return "You have the marker "
          + phenotype.replace(" positive", "")
          + ". Some medicines could give you a bad reaction of the skin.";
    }
    if (phenotype.endsWith(" negative")) {
      return "You do not have the marker " + phenotype.replace(" negative", "") + ".";
    }
    if (phenotype.startsWith("Likely ") || phenotype.startsWith("Possible ")) {
      return "This is likely, not certain: " + of(phenotype.split(" ", 2)[1]);
    }
    return PHENOTYPES.getOrDefault(phenotype, "Ask your doctor what this finding means.");
  }

  /// What a medicine may need.
  static String of(Action action) {
    return switch (action) {
      case AVOID -> "This medicine may not be right for you. Another one may be better.";
      case ALTERNATIVE -> "Another medicine may suit you better.";
      case REDUCE -> "You may need less of it than most people.";
      case INCREASE -> "You may need more of it than most people.";
      case MONITOR -> "Your doctor may want to check on you more often.";
      case STANDARD -> "The usual amount should be right.";
      case NONE -> "There is no advice from these genes.";
    };
  }
}
