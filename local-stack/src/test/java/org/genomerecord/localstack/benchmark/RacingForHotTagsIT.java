package org.genomerecord.localstack.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The short form of `./genome bench dcb`.
class RacingForHotTagsIT {
  @TempDir Path folder;

  @Test
  void noConditionIsViolatedWhileConnectionsAreCut() throws Exception {
    var bench = ShortForm.in(folder);

    try (var database = Database.start(bench)) {
      var outcome = new HotTagRace(bench, database).run(300, 60, Duration.ofSeconds(15));

      assertThat(outcome.accepted()).isPositive();
      assertThat(outcome.conflicts()).as("the tags are hot").isPositive();
      assertThat(outcome.cuts()).isPositive();
      assertThat(outcome.violations()).as("violations").isZero();
      assertThat(outcome.lost()).as("lost").isZero();
      assertThat(outcome.doubled()).as("doubled").isZero();
      assertThat(outcome.gaps()).as("gaps").isZero();
    }
  }

  /// A control: the same check finds what an unlocked condition lets through.
  @Test
  void anUnlockedCheckIsViolated() throws Exception {
    try (var database = Database.start(ShortForm.in(folder))) {
      assertThat(UnlockedCheck.run(database, 1, Duration.ofSeconds(2)).violations()).isPositive();
    }
  }
}
