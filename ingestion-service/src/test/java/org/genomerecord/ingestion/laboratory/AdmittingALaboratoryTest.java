package org.genomerecord.ingestion.laboratory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.TimeMeter;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.genomerecord.record.event.LaboratoryId;
import org.genomerecord.record.event.LaboratoryTerms;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/// By its terms.
class AdmittingALaboratoryTest {
  private static Admitted with(boolean sandbox, String... testCodes) {
    return new Admitted(
        new LaboratoryId("north-lab"),
        new LaboratoryTerms(List.of(testCodes), null, null, sandbox),
        new Quotas(TimeMeter.SYSTEM_MILLISECONDS),
        0);
  }

  private static void assertRefused(Category category, String code, ThrowingCallable request) {
    assertThatThrownBy(request)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.category()).isEqualTo(category);
              assertThat(refusal.code()).isEqualTo(code);
            });
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"M1", "r21.1", ""})
  void whereTestsAreNamedOneOfThemIsNeeded(String code) {
    assertRefused(
        Category.FORBIDDEN, "test-code", () -> with(false, "R21.1", "R22").requireTest(code));
  }

  @Test
  void oneOfThemIsTaken() {
    var admitted = with(false, "R21.1", "R22");

    assertThat(admitted.requireTest("R22")).isSameAs(admitted);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = "M1")
  void whereNoneIsNamedAnyIsTaken(String code) {
    var admitted = with(false);

    assertThat(admitted.requireTest(code)).isSameAs(admitted);
  }

  @Test
  void fromTheSandboxNothingOfPatientsIsTaken() {
    assertRefused(Category.UNSUPPORTED, "sandbox", () -> with(true).requireOutsideSandbox());

    var admitted = with(false);
    assertThat(admitted.requireOutsideSandbox()).isSameAs(admitted);
  }
}
