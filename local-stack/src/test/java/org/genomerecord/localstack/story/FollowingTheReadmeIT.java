package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The lines of the README for each role, as bash and curl run them, one after the other.
@ExtendWith(RunningStack.Shared.class)
class FollowingTheReadmeIT {
  private static final Pattern BLOCK =
      Pattern.compile("## Try each role\n.*?```bash\n(.*?)```", Pattern.DOTALL);

  /// Notes each answer's status, and keeps its body for what a reader would copy out of it.
  private static final String PRELUDE =
      """
      curl() { command curl -w '%{stderr}%{http_code} ' "$@" | tee answer; }
      copied() { sed 's/.*"'"$1"'":"\\([^"]*\\)".*/\\1/' answer; }
      """;

  private final RunningStack running;

  FollowingTheReadmeIT(RunningStack running) {
    this.running = running;
  }

  /// The lines, with what the reader is to fill in; the export, which has no curl, is left to
  /// [LedgerIT].
  private static String lines() throws IOException {
    var block = BLOCK.matcher(Files.readString(RunningStack.HOME.resolve("README.md")));
    assertThat(block.find()).isTrue();
    var lines = new ArrayList<String>();
    for (var line : block.group(1).split("\n", -1)) {
      if (!line.startsWith("./genome audit")) {
        lines.add(
            line.replaceFirst("^PATIENT=….*", "PATIENT=\\$(copied patient)")
                .replace("/consents/…", "/consents/$(copied consent)"));
      }
    }
    var all = String.join("\n", lines);
    assertThat(all).contains("$(copied patient)", "$(copied consent)").doesNotContain("…");
    return all;
  }

  /// Stands for the script of that name, which looks for a stack in the checkout.
  private void writeGenome(Path folder) throws IOException {
    var script = new ArrayList<>(List.of("#!/bin/sh", "case \"$*\" in"));
    script.add("  url) echo '" + running.stack().gateway() + "' ;;");
    for (var user : List.of("dr-grey", "quinn", "olga")) {
      script.add("  'token " + user + "') echo '" + running.tokens().user(user) + "' ;;");
    }
    script.add("  'token lab-north') echo '" + running.tokens().lab("lab-north") + "' ;;");
    script.addAll(List.of("  *) exit 2 ;;", "esac"));
    var file =
        Files.createFile(
            folder.resolve("genome"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.write(file, script);
  }

  @Test
  void everyLineIsAnsweredAsItIsTold(@TempDir Path folder) throws Exception {
    ProgramOnPath.orSkip("the lines of the README were not tried", "curl");
    var bash = ProgramOnPath.orSkip("the lines of the README were not tried", "bash");
    writeGenome(folder);
    for (var module : List.of("local-stack", "ingestion-service")) {
      Files.createSymbolicLink(folder.resolve(module), RunningStack.HOME.resolve(module));
    }
    Files.writeString(folder.resolve("lines"), PRELUDE + lines());
    var statuses = folder.resolve("statuses");
    var answers = folder.resolve("answers");

    var reader =
        new ProcessBuilder(bash.toString(), "lines")
            .directory(folder.toFile())
            .redirectError(statuses.toFile())
            .redirectOutput(answers.toFile())
            .start();
    assertThat(reader.waitFor(3, TimeUnit.MINUTES)).isTrue();

    assertThat(Files.readString(statuses).strip().split(" ", -1))
        .as("enrolled; permitted; file, calls, report; permitted, expression; HL7; tus; read, not")
        .containsExactly(
            "201", "201", "200", "200", "200", "201", "200", "200", "201", "204", "200", "204",
            "200", "403", "200", "200", "200");
    assertThat(Files.readString(answers))
        .contains("MSA|AA|", "Upload-Offset: 1000", "Content-Location: ", "clopidogrel");
  }
}
