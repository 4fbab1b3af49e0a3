package org.genomerecord.ingestion.callset;

import java.util.List;
import org.genomerecord.ingestion.laboratory.Laboratory;
import org.genomerecord.record.event.LaboratoryTerms;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/// Whether what waits of a laboratory is taken from it now: a file becomes a submission with its
/// release, and the terms of today hold, as for any other. Pure.
final class ReleaseTerms {
  private ReleaseTerms() {}

  /// To be asked before anything is decided of a patient.
  ///
  /// @throws Refusal conflict, if the laboratory is suspended or in the sandbox
  static void requireAdmitted(Laboratory.Onboarded laboratory) {
    if (laboratory.suspended() != null) {
      throw new Refusal(
          Category.CONFLICT,
          "laboratory-suspended",
          "the laboratory is suspended (%s): nothing of it is taken in before it is reinstated"
              .formatted(laboratory.suspended()));
    }
    if (laboratory.terms().sandbox()) {
      throw new Refusal(
          Category.CONFLICT,
          "sandbox",
          "the laboratory is in the sandbox: nothing of it is taken in");
    }
  }

  /// To be asked once the file's own key is there: of which test it is, is sealed.
  ///
  /// @param testCodes what was said as it came; null: it waits since before that was kept
  /// @throws Refusal conflict, if the terms name tests, and it is of another or of none
  static void requireTests(LaboratoryTerms terms, @Nullable List<String> testCodes) {
    var permitted = terms.testCodes();
    if (!permitted.isEmpty()
        && (testCodes == null || testCodes.isEmpty() || !permitted.containsAll(testCodes))) {
      throw new Refusal(
          Category.CONFLICT,
          "test-code",
          "the laboratory may not submit results of this test any more");
    }
  }
}
