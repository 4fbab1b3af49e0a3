package org.genomerecord.localstack.story;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/// Programs that a machine may be without: the spec that needs one is then reported as skipped,
/// with the reason.
final class ProgramOnPath {
  private ProgramOnPath() {}

  /// @param untried what is not tried without the program
  /// @param names that it goes by, the preferred one first
  static Path orSkip(String untried, String... names) {
    var folders =
        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator, -1);
    return Arrays.stream(names)
        .flatMap(name -> Arrays.stream(folders).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(() ->
            abort("there is no %s on the PATH: %s".formatted(String.join(" or ", names), untried)));
  }
}
