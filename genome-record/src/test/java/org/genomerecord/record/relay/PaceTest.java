package org.genomerecord.record.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
  @Test
  void theRestTakesAsLongForEachAsWhatIsDone() {
    assertThat(new Pace(0, 250, 1_000, 10_000).remainingSeconds()).isEqualTo(30);
  }

  /// A run that goes on where another was cut short has not done what that one did.
  @Test
  void onlyWhatThisRunHasDoneCounts() {
    assertThat(new Pace(500, 600, 1_000, 10_000).remainingSeconds()).isEqualTo(40);
  }

  @Test
  void aPartOfASecondIsASecond() {
    assertThat(new Pace(0, 999, 1_000, 1_000).remainingSeconds()).isEqualTo(1);
    assertThat(new Pace(0, 400, 1_000, 1_000).remainingSeconds()).isEqualTo(2);
  }

  @Test
  void thereIsNoPaceBeforeAnythingIsDone() {
    assertThat(new Pace(0, 0, 1_000, 10_000).remainingSeconds()).isNull();
    assertThat(new Pace(500, 500, 1_000, 10_000).remainingSeconds()).isNull();
  }

  @Test
  void anEmptyLogHasNoPaceEither() {
    assertThat(new Pace(0, 0, 0, 10_000).remainingSeconds()).isNull();
  }

  @Test
  void nothingIsLeftWhenAllIsDone() {
    assertThat(new Pace(0, 1_000, 1_000, 10_000).remainingSeconds()).isZero();
  }

  /// The goal is from before the last page.
  @Test
  void moreThanAllIsAll() {
    assertThat(new Pace(0, 1_200, 1_000, 10_000).remainingSeconds()).isZero();
  }

  @Test
  void noTimeForWhatIsDoneIsNoTimeForTheRest() {
    assertThat(new Pace(0, 10, 1_000, 0).remainingSeconds()).isZero();
  }

  /// A billion events in a month: the product of what is left and the time is beyond an `int`.
  @Test
  void aLongLogIsCountedToo() {
    assertThat(new Pace(0, 500_000_000, 1_000_000_000, 1_296_000_000L).remainingSeconds())
        .isEqualTo(1_296_000);
  }
}
