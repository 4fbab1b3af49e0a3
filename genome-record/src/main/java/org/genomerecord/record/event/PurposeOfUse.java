package org.genomerecord.record.event;

import java.util.Set;

/// The purposes of use that the suite knows, codes of HL7 v3 `PurposeOfUse`. A code alone permits
/// nothing.
public final class PurposeOfUse {
  /// The patient's treatment.
  public static final String TREATMENT = "TREAT";

  /// Treatment in an emergency.
  public static final String EMERGENCY_TREATMENT = "ETREAT";

  /// Patients ask for their own record.
  public static final String PATIENT_REQUESTED = "PATRQT";

  /// The codes of research, which DUO has the words for.
  public static final Set<String> RESEARCH = Set.of("HRESCH", "CLINTRCH");

  private static final Set<String> KNOWN =
      Set.of(
          TREATMENT,
          EMERGENCY_TREATMENT,
          "HPAYMT",
          "HOPERAT",
          "HRESCH",
          "CLINTRCH",
          "PUBHLTH",
          "FAMRQT",
          "PWATRNY",
          "SUPNWK",
          PATIENT_REQUESTED);

  private PurposeOfUse() {}

  /// Whether a request or a provision may state this code.
  public static boolean isKnown(String code) {
    return KNOWN.contains(code);
  }

  /// Whether the code is one of research, which DUO has the words for.
  public static boolean isResearch(String code) {
    return RESEARCH.contains(code);
  }
}
