package org.genomerecord.ingestion.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.genomerecord.ingestion.vcf.ValidationReport;
import org.genomerecord.ingestion.vcf.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A bounded number of what `./genome bench fuzz` does by the minute and by coverage.
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class FuzzingTheFrontDoorTest {
  private static final long SEED = 1;
  private static final int CHANGED_SEEDS = 300;

  /// HAPI's validator takes milliseconds for each resource.
  private static final int CHANGED_REPORTS = 40;

  @ParameterizedTest
  @EnumSource
  void everySeedIsAnsweredSoundly(FrontDoor target) {
    assertThat(target.seeds()).hasSizeGreaterThan(1);

    target.seeds().forEach(seed -> read(target, seed));
  }

  @ParameterizedTest
  @EnumSource
  void everyChangedSeedIsAnsweredSoundly(FrontDoor target) {
    var mutations = new Mutations(target.seeds(), SEED);
    int tries = target == FrontDoor.FHIR ? CHANGED_REPORTS : CHANGED_SEEDS;

    for (int count = 0; count < tries; count++) {
      read(target, mutations.next());
    }
  }

  @Test
  void aVerdictThatTellsAWordOfTheFileWouldBeSeen() {
    Verdict telling =
        new Verdict() {
          @Override
          public ValidationReport report() {
            return ValidationReport.of(ProblemCode.EMPTY_FILE);
          }

          @Override
          public String toString() {
            return "refused because of " + FrontDoor.CANARY;
          }
        };

    assertThatThrownBy(() -> SoundVerdict.told(telling))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("canary");
  }

  /// What failed is shown, to be kept as a seed: it is made of synthetic files.
  private static void read(FrontDoor target, byte[] input) {
    try {
      target.read(input);
    } catch (Throwable failure) {
      throw new AssertionError(
          target.folder() + " on base64 " + Base64.getEncoder().encodeToString(input), failure);
    }
  }
}
