package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.genomerecord.localstack.identity.LabKey;
import org.genomerecord.localstack.oncall.LabsCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The lines of the README for each role, as bash and curl run them, one after the other.
@ExtendWith(RunningStack.Shared.class)
class FollowingTheReadmeIT {
  private static final Pattern BLOCK =
      Pattern.compile("## Try each role\n.*?```bash\n(.*?)```", Pattern.DOTALL);

  private static final Pattern SANDBOX =
      Pattern.compile(
          "A laboratory of your own, in the sandbox.*?```bash\n(.*?)```", Pattern.DOTALL);

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
  private void writeGenome(Path folder, String... more) throws IOException {
    var script = new ArrayList<>(List.of("#!/bin/sh", "case \"$*\" in"));
    script.add("  url) echo '" + running.stack().gateway() + "' ;;");
    for (var user : List.of("dr-grey", "quinn", "olga")) {
      script.add("  'token " + user + "') echo '" + running.tokens().user(user) + "' ;;");
    }
    script.add("  'token lab-north') echo '" + running.tokens().lab("lab-north") + "' ;;");
    script.addAll(List.of(more));
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

    var statuses = run(bash, folder, lines());

    assertThat(statuses)
        .as("enrolled; permitted; file, calls, report; permitted, expression; HL7; tus; read, not")
        .containsExactly(
            "201", "201", "200", "200", "200", "201", "200", "200", "201", "204", "200", "204",
            "200", "403", "200", "200", "200");
    assertThat(Files.readString(folder.resolve("answers")))
        .contains("MSA|AA|", "Upload-Offset: 1000", "Content-Location: ", "clopidogrel");
  }

  /// Made and onboarded here: the commands for that look for a stack in the checkout.
  @Test
  void aLaboratoryOfOnesOwnIsAnsweredInTheSandbox(@TempDir Path folder) throws Exception {
    ProgramOnPath.orSkip("the lines of the README were not tried", "curl");
    var bash = ProgramOnPath.orSkip("the lines of the README were not tried", "bash");
    var block = SANDBOX.matcher(Files.readString(RunningStack.HOME.resolve("README.md")));
    assertThat(block.find()).isTrue();
    var lines = block.group(1).replaceAll("(?m)^./genome labs .*\n", "");
    var key = folder.resolve("own.pem");
    var jwks = Files.writeString(folder.resolve("own.jwks"), LabKey.at(key).jwks());
    var onboarding =
        new CommandLine(new LabsCommand(running::stack, new PrintWriter(new StringWriter())));
    assertThat(
            onboarding.execute(
                "add", "lab-own", "--name", "Own", "--jwks", jwks.toString(), "--sandbox"))
        .isZero();
    writeGenome(
        folder,
        "  'token lab-own --key '*) echo '" + running.tokens().lab("lab-own", key) + "' ;;");

    var statuses = run(bash, folder, "GATEWAY=$(./genome url)\n" + lines);

    assertThat(statuses).containsExactly("200");
    assertThat(Files.readString(folder.resolve("answers"))).contains("\"sandbox\":true");
  }

  /// The status of each answer; the answers are in the file of that name.
  private static String[] run(Path bash, Path folder, String lines) throws Exception {
    for (var module : List.of("local-stack", "ingestion-service")) {
      Files.createSymbolicLink(folder.resolve(module), RunningStack.HOME.resolve(module));
    }
    Files.writeString(folder.resolve("lines"), PRELUDE + lines);
    var statuses = folder.resolve("statuses");
    var reader =
        new ProcessBuilder(bash.toString(), "lines")
            .directory(folder.toFile())
            .redirectError(statuses.toFile())
            .redirectOutput(folder.resolve("answers").toFile())
            .start();
    assertThat(reader.waitFor(3, TimeUnit.MINUTES)).isTrue();
    return Files.readString(statuses).strip().split(" ", -1);
  }
}
