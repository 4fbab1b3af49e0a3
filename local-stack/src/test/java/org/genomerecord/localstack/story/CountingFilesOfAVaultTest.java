package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountingFilesOfAVaultTest {
  private static final int COUNTS = 5_000;
  private static final int DRAFTS = 20;

  @TempDir Path folder;

  @Test
  void thoseOfAllFoldersCount() throws IOException {
    Files.writeString(folder.resolve("one"), "");
    Files.writeString(Files.createDirectory(folder.resolve("drafts")).resolve("other"), "");

    assertThat(VaultFiles.count(folder)).isEqualTo(2);
    assertThat(VaultFiles.count(folder.resolve("absent"))).isZero();
  }

  @Test
  void whatGoesMeanwhileDisturbsNothing() throws Exception {
    Files.writeString(folder.resolve("stays"), "");
    var done = new AtomicBoolean();
    var service = CompletableFuture.runAsync(() -> comesAndGoes(done));

    try {
      for (int i = 0; i < COUNTS; i++) {
        assertThat(VaultFiles.count(folder)).isBetween(1L, 1L + DRAFTS);
      }
    } finally {
      done.set(true);
    }
    service.get();
  }

  private void comesAndGoes(AtomicBoolean done) {
    try {
      while (!done.get()) {
        var drafts = Files.createDirectory(folder.resolve("drafts"));
        for (int i = 0; i < DRAFTS; i++) {
          Files.writeString(drafts.resolve("draft-" + i), "");
        }
        for (int i = 0; i < DRAFTS; i++) {
          Files.delete(drafts.resolve("draft-" + i));
        }
        Files.delete(drafts);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
