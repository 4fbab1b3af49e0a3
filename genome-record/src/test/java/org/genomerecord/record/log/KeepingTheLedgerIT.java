package org.genomerecord.record.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.genomerecord.record.relay.Signal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// As a service does it, all the time.
class KeepingTheLedgerIT {
  private static final long BOUND_MILLIS = 20_000;

  private final KeptLog kept = new KeptLog();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Path keys = KeptLog.temporaryFolder().resolve("keys");
  private final CheckpointRunner runner = runner();

  private CheckpointRunner runner() {
    var settings = new LedgerSettings();
    settings.origin = KeptLog.ORIGIN;
    settings.keyFolder = keys.toString();
    settings.intervalMillis = 20;
    settings.idleMillis = 60_000;
    settings.eventsMax = 100;
    settings.pageEvents = 100;
    settings.recheckTiles = 2;
    return new CheckpointRunner(
        kept.log.pool(), kept.log.reader(), kept.sequencer, metrics, settings);
  }

  private void start() {
    runner.start(new StartupEvent());
  }

  @AfterEach
  void stop() {
    runner.stop(new ShutdownEvent());
    kept.close();
  }

  private double gauge(String name) {
    return metrics.get(name).gauge().value();
  }

  private void await(String name, double value) {
    new Signal().awaitUntil(() -> gauge(name) == value, 10, BOUND_MILLIS);
  }

  @Test
  void whatIsAppendedIsSignedUnasked() {
    kept.append(250);

    start();

    await("record.log.size", 250);
    kept.append(1);
    await("record.log.size", 251);
    assertThat(gauge("record.log.inconsistent")).isZero();
    assertThat(gauge("record.log.checkpoint.age")).isLessThan(BOUND_MILLIS / 1_000.0);
    assertThat(metrics.get("record.log.checkpoint.duration").timer().count()).isGreaterThan(3);
  }

  @Test
  void aChangedLogIsSaidUntilItIsPutBack() {
    kept.append(250);
    start();
    await("record.log.size", 250);

    kept.asOwner("UPDATE event SET actor = 'somebody' WHERE position = 100");
    await("record.log.inconsistent", 1);
    kept.append(1);
    kept.asOwner("UPDATE event SET actor = 'olga' WHERE position = 100");

    await("record.log.inconsistent", 0);
    await("record.log.size", 251);
  }

  @Test
  void theKeysItMakesAreItsOwnersAlone() throws IOException {
    start();
    new Signal().awaitUntil(() -> kept.rows.latest() != null, 10, BOUND_MILLIS);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(keys.resolve("ml-dsa-44.pem"))))
        .isEqualTo("rw-------");
    assertThat(Files.readAllLines(keys.resolve("vkeys")))
        .containsExactlyElementsOf(runner.verifiers().stream().map(Object::toString).toList());
  }
}
