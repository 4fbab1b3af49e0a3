package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.genomerecord.ledger.audit.AuditCommand;
import org.genomerecord.ledger.audit.LedgerExport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// An officer exports the logs of the running stack, and an auditor verifies them with the keys as
/// they lie in the folders of the logs and the witness.
@ExtendWith(RunningStack.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditingIT {
  private final RunningStack running;

  private Path folder = Path.of("");
  private Path export = Path.of("");

  AuditingIT(RunningStack running) {
    this.running = running;
  }

  @BeforeAll
  void theStoryIsToldAndExported(@TempDir Path shared) {
    folder = shared;
    new Story(running.stack(), SubmittedFile.SYNTHETIC, _ -> {}).play();
    export = folder.resolve("export");
    export(export);
  }

  private void export(Path to) {
    new LedgerExport(running.stack().gateway(), () -> running.tokens().user("olga"), to)
        .run((log, size) -> assertThat(size).as(log.folderName()).isPositive());
  }

  private record Said(int exitCode, String text) {}

  private Said audit(String... words) {
    var text = new StringWriter();
    int code = AuditCommand.commandLine(new PrintWriter(text, true)).execute(words);
    return new Said(code, text.toString());
  }

  private Said verify(Path exported) throws IOException {
    return audit(withPolicies("verify", exported.toString()));
  }

  private String[] withPolicies(String... words) throws IOException {
    var all = new ArrayList<>(List.of(words));
    for (var log : EventLog.ALL) {
      all.add("--policy");
      all.add(Files.writeString(folder.resolve(log + ".policy"), running.policy(log)).toString());
    }
    return all.toArray(String[]::new);
  }

  @Test
  void theLogsOfTheStoryAreProven() throws IOException {
    var said = verify(export);

    assertThat(said.text()).contains("PROVEN").doesNotContain("NOT PROVEN");
    assertThat(said.exitCode()).isZero();
  }

  @Test
  void aLaterExportGoesOnAndIsProvenToo() throws IOException {
    var twice = folder.resolve("twice");
    export(twice);
    running.consentingPatient();
    export(twice);

    assertThat(verify(twice).exitCode()).isZero();
    assertThat(twice.resolve("consent.events").resolve("checkpoints")).isNotEmptyDirectory();
  }

  @Test
  void oneBitOfAnEntryIsFound() throws IOException {
    var copy = copy("flipped");
    var bundle = firstBundle(copy.resolve("interpretation.events"));
    var bytes = Files.readAllBytes(bundle);
    bytes[bytes.length - 2] ^= 1;
    Files.write(bundle, bytes);

    var said = verify(copy);

    assertThat(said.exitCode()).isEqualTo(1);
    assertThat(said.text()).contains("NOT PROVEN").contains("interpretation.events");
  }

  private Path copy(String name) throws IOException {
    var copy = folder.resolve(name);
    try (Stream<Path> files = Files.walk(export)) {
      for (var file : files.toList()) {
        Files.copy(file, copy.resolve(export.relativize(file).toString()));
      }
    }
    return copy;
  }

  private static Path firstBundle(Path log) throws IOException {
    try (Stream<Path> files = Files.walk(log.resolve("tile").resolve("entries"))) {
      return files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
    }
  }

  @Test
  void oneEventIsProvenByAFileThatDoesNotSayWhatIsInIt() throws IOException {
    var file = folder.resolve("event.tlog-proof");

    assertThat(
            audit("prove", "consent.events:0", "--folder", "" + export, "--out", "" + file)
                .exitCode())
        .isZero();
    var said = audit(withPolicies("check", file.toString()));

    assertThat(said.exitCode()).as(said.text()).isZero();
    assertThat(said.text()).contains(running.log("consent").ids().getFirst());
    Files.writeString(
        file,
        Files.readString(file, StandardCharsets.UTF_8).replace("index 0", "index 1"),
        StandardCharsets.UTF_8);
    assertThat(audit(withPolicies("check", file.toString())).exitCode()).isEqualTo(1);
  }
}
