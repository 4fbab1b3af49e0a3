package org.genomerecord.ingestion.callset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.genomerecord.ingestion.laboratory.Laboratory;
import org.genomerecord.record.event.LaboratoryTerms;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// They may have changed while a file waited.
class ReleasingByTheTermsTest {
  private static final LaboratoryTerms SOME =
      new LaboratoryTerms(List.of("R21.1", "R22"), null, null, false);

  private static Laboratory.Onboarded laboratory(@Nullable String suspended, boolean sandbox) {
    return new Laboratory.Onboarded(
        "A Laboratory",
        new LaboratoryTerms(List.of(), null, null, sandbox),
        suspended,
        new Laboratory.Webhook(null, 0, null));
  }

  private static void assertConflict(String code, ThrowingCallable release) {
    assertThatThrownBy(release)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.category()).isEqualTo(Category.CONFLICT);
              assertThat(refusal.code()).isEqualTo(code);
            });
  }

  @Test
  void nothingIsReleasedOfALaboratoryThatIsSuspended() {
    assertConflict(
        "laboratory-suspended",
        () -> ReleaseTerms.requireAdmitted(laboratory("accreditation-lapsed", false)));
  }

  @Test
  void norOfOneInTheSandbox() {
    assertConflict("sandbox", () -> ReleaseTerms.requireAdmitted(laboratory(null, true)));
  }

  @Test
  void ofAnyOtherItIs() {
    assertThatCode(() -> ReleaseTerms.requireAdmitted(laboratory(null, false)))
        .doesNotThrowAnyException();
  }

  @Test
  void whereTestsAreNamedItIsOfOneOfThem() {
    assertThatCode(
            () -> {
              ReleaseTerms.requireTests(SOME, List.of("R22"));
              ReleaseTerms.requireTests(SOME, List.of("R22", "R21.1"));
            })
        .doesNotThrowAnyException();
    assertConflict("test-code", () -> ReleaseTerms.requireTests(SOME, List.of("M1")));
    assertConflict("test-code", () -> ReleaseTerms.requireTests(SOME, List.of("R22", "M1")));
    assertConflict("test-code", () -> ReleaseTerms.requireTests(SOME, List.of("R22", "")));
  }

  @Test
  void whereTestsAreNamedOneThatSaysNoneIsNot() {
    assertConflict("test-code", () -> ReleaseTerms.requireTests(SOME, List.of()));
    assertConflict("test-code", () -> ReleaseTerms.requireTests(SOME, null));
  }

  @Test
  void whereNoneIsNamedAnyIs() {
    assertThatCode(
            () -> {
              ReleaseTerms.requireTests(LaboratoryTerms.STANDARD, List.of("M1"));
              ReleaseTerms.requireTests(LaboratoryTerms.STANDARD, null);
            })
        .doesNotThrowAnyException();
  }
}
