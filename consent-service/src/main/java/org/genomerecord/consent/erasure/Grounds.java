package org.genomerecord.consent.erasure;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/// Why an officer acts. A code and the number of a case, and no free text: it would stand in the
/// log in the clear, and outlive the patient's erasure.
///
/// @param reason code, see the sets of them
/// @param reference 1 to 64 letters, digits, `.`, `_`, `/` and `-`; of the case, not of the patient
record Grounds(String reason, @Nullable String reference) {
  /// Of an erasure on the patient's behalf: in writing, or GDPR article 17(1) (a), (b), (d), (e).
  static final Set<String> OF_ERASURE =
      Set.of(
          "written-request",
          "no-longer-necessary",
          "consent-withdrawn",
          "unlawful-processing",
          "legal-obligation");

  /// Of a legal hold: GDPR article 17(3) (b), (c), (e), and a court's or regulator's order.
  static final Set<String> OF_HOLD =
      Set.of(
          "litigation", "regulatory-inquiry", "court-order", "public-health", "legal-obligation");

  /// Of the end of a hold.
  static final Set<String> OF_LIFTING = Set.of("case-closed", "court-order", "placed-in-error");

  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9._/-]{1,64}");

  /// Checks what came from outside.
  ///
  /// @throws Refusal incorrect, if there is no known reason, or the reference is of another form
  static Grounds checked(@Nullable Grounds grounds, Set<String> reasons) {
    if (grounds == null || grounds.reason == null || !reasons.contains(grounds.reason)) {
      throw new Refusal(
          Category.INCORRECT,
          "reason",
          "a reason is needed, one of: " + String.join(", ", new TreeSet<>(reasons)));
    }
    if (grounds.reference != null && !REFERENCE.matcher(grounds.reference).matches()) {
      throw new Refusal(
          Category.INCORRECT,
          "reference",
          "a reference is the number of a case: 1 to 64 letters, digits, '.', '_', '/' and '-'");
    }
    return grounds;
  }
}
