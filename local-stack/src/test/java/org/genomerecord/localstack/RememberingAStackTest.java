package org.genomerecord.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.genomerecord.localstack.server.Launched;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberingAStackTest {
  @TempDir Path folder;

  private Stack stack() {
    return new Stack(
        folder,
        Map.of("gateway", 20_001, "keycloak", 20_002),
        Map.of("gateway", new Launched(4711, Instant.ofEpochMilli(1_700_000_000_123L))),
        Map.of("users", "correct-horse"));
  }

  @Test
  void whatIsWrittenIsRead() {
    new StackFile(folder).write(stack());

    assertThat(new StackFile(folder).read()).contains(stack());
  }

  @Test
  void onlyTheOwnerCanReadIt() throws Exception {
    new StackFile(folder).write(stack());

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("stack.json"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aFolderWithoutAStackHasNone() {
    assertThat(new StackFile(folder).read()).isEmpty();
  }

  @Test
  void aBrokenFileIsSaidWithARemedy() throws Exception {
    Files.writeString(folder.resolve("stack.json"), "{ half");

    assertThatThrownBy(() -> new StackFile(folder).read())
        .isInstanceOfSatisfying(
            StackFault.class, fault -> assertThat(fault.remedy()).contains("Delete it"));
  }

  @Test
  void itsTextHidesItsSecrets() {
    assertThat(stack().toString()).doesNotContain("correct-horse");
  }

  @Test
  void addressesAreLoopback() {
    assertThat(stack().tokenEndpoint())
        .hasToString("http://127.0.0.1:20002/realms/genome-record/protocol/openid-connect/token");
    assertThat(stack().gateway()).hasToString("http://127.0.0.1:20001");
  }

  @Test
  void twoCommandsAtOnceAreRefused() {
    try (var _ = RunLock.of(folder)) {
      assertThatThrownBy(() -> RunLock.of(folder)).hasMessageContaining("Another ./genome");
    }
    RunLock.of(folder).close();
  }
}
