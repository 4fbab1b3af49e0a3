package org.genomerecord.localstack.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecognisingAProcessTest {
  @TempDir Path folder;

  private Launched shell(String script) {
    return Launch.inBackground(
        List.of("sh", "-c", script), Map.of(), folder, folder.resolve("log"));
  }

  @Test
  void aStartedProcessIsAliveUntilItIsKilled() {
    Launched process = shell("exec sleep 60");

    assertThat(process.alive()).isPresent();
    process.kill();
    assertThat(process.alive()).isEmpty();
  }

  @Test
  void anotherProcessWithTheSameIdIsNotTakenForIt() {
    Launched process = shell("exec sleep 60");

    var recycled = new Launched(process.pid(), process.startedAt().minusSeconds(60));

    assertThat(recycled.alive()).isEmpty();
    recycled.kill();
    assertThat(process.alive()).isPresent();
    process.kill();
  }

  @Test
  void aProcessThatEndsWhenAskedIsNotKilled() {
    assertThat(shell("exec sleep 60").stop("TERM", Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void aProcessThatDoesNotEndWhenAskedIsKilled() {
    Launched process = shell("trap '' TERM; echo deaf > deaf; while :; do sleep 1; done");
    awaitFile(folder.resolve("deaf"));

    assertThat(process.stop("TERM", Duration.ofMillis(300))).isFalse();
    assertThat(process.alive()).isEmpty();
  }

  @Test
  void aProcessHasASessionOfItsOwn() throws Exception {
    Launched process = shell("exec sleep 60");

    Process asked =
        new ProcessBuilder("ps", "-o", "pgid=", "-p", Long.toString(process.pid())).start();

    assertThat(new String(asked.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip())
        .isEqualTo(Long.toString(process.pid()));
    process.kill();
  }

  private static void awaitFile(Path file) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!Files.exists(file) && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
  }
}
