package org.genomerecord.localstack.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The short form of `./genome bench faults`.
class KillingTheRecordIT {
  @TempDir Path folder;

  @Test
  void nothingIsLostDoubledOrSkippedWhenDatabaseAndServiceAreKilled() throws Exception {
    var bench = ShortForm.in(folder);
    var plan = new FaultSeries.Plan(3, 300, 200, true);

    FaultOutcome outcome;
    try (var database = Database.start(bench)) {
      outcome = new FaultSeries(bench, database, plan).run();
    }

    assertThat(outcome.serverKills()).isPositive();
    assertThat(outcome.serviceKills()).isPositive();
    assertThat(outcome.acknowledged()).isGreaterThanOrEqualTo(300);
    assertThat(outcome.stored()).isGreaterThanOrEqualTo(outcome.acknowledged());
    assertThat(outcome.lost()).as("lost").isZero();
    assertThat(outcome.doubled()).as("doubled").isZero();
    assertThat(outcome.foreign()).as("never sent").isZero();
    assertThat(outcome.gaps()).as("gaps").isZero();
    assertThat(outcome.refused()).as("falsely refused").isZero();
    assertThat(outcome.skipped()).as("skipped").isZero();
    assertThat(outcome.vanished()).as("shown and gone").isZero();
  }

  /// A control: the same series finds what is lost when PostgreSQL acknowledges too early.
  @Test
  void withoutSynchronousCommitSomethingIsLost() throws Exception {
    var bench = ShortForm.in(folder);
    var plan = new FaultSeries.Plan(1, 100, 100, false);

    try (var database = Database.start(bench, FaultsBenchmark.NOT_DURABLE)) {
      var outcome = new FaultSeries(bench, database, plan).run();

      assertThat(outcome.lost()).isPositive();
    }
  }
}
