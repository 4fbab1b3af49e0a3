package org.genomerecord.localstack.benchmark;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.genomerecord.localstack.LocalStack;
import org.genomerecord.localstack.StackFault;

/// A part of interpretation-service in a JVM of its own (a class among its tests that ends in
/// `Process`), to be started several times and killed.
final class InterpretationPart implements AutoCloseable {
  private static final String PACKAGE = "org.genomerecord.interpretation.";

  private final Process process;
  private final BufferedReader said;
  private final Path log;

  private InterpretationPart(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.said =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
  }

  /// @param process class below the service's package
  /// @param environment where everything is
  /// @param words what it is to do
  static InterpretationPart start(
      String process, Path folder, Map<String, String> environment, String... words) {
    var module = LocalStack.checkout().resolve("interpretation-service").resolve("target");
    var listed = module.resolve("benchmark-class-path");
    var log = folder.resolve(process + "-" + UUID.randomUUID() + ".log");
    try {
      if (!Files.exists(listed)) {
        throw new StackFault("interpretation-service is not built", "Run ./genome bench again");
      }
      var command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-Xmx512m",
                  "--sun-misc-unsafe-memory-access=allow",
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  String.join(
                      File.pathSeparator,
                      module.resolve("test-classes").toString(),
                      module.resolve("classes").toString(),
                      Files.readString(listed).strip()),
                  PACKAGE + process));
      command.addAll(List.of(words));
      var builder = new ProcessBuilder(command).redirectError(log.toFile());
      builder.environment().putAll(environment);
      return new InterpretationPart(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits until it could begin.
  InterpretationPart awaitReady() {
    await("ready");
    return this;
  }

  void begin() {
    try {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits until it has ended.
  ///
  /// @return how many it has done
  long awaitDone() {
    return told("done");
  }

  /// Waits until it says so.
  ///
  /// @return the number behind the word
  long told(String word) {
    return Long.parseLong(await(word + " ").substring(word.length() + 1));
  }

  private String await(String beginning) {
    try {
      for (var line = said.readLine(); line != null; line = said.readLine()) {
        if (line.startsWith(beginning)) {
          return line;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new StackFault("A part of the benchmark has ended before it was done", "See " + log);
  }

  /// Kills it (SIGKILL) and waits until it is gone.
  void kill() {
    process.toHandle().destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
