package org.genomerecord.interpretation.reinterpretation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.genomerecord.interpretation.interpret.Interpreter;
import org.genomerecord.interpretation.knowledge.KnowledgeRelease;

/// Releases that are made for tests: as the built-in one, but what one allele does. What they say
/// of it is not so.
final class SyntheticReleases {
  private static final String FUNCTIONS = "panel/cyp2c19/functions.tsv";
  private static final String OF_17 = "*17\tIncreased function";

  private SyntheticReleases() {}

  /// One in which *17 of CYP2C19 does something else than in the one before.
  ///
  /// @param number from 1; 0 is the built-in one
  static Interpreter numbered(int number) {
    return number == 0
        ? new Interpreter(KnowledgeRelease.builtIn())
        : new Interpreter(KnowledgeRelease.read(path -> file(path, number)));
  }

  private static byte[] file(String path, int number) {
    var text = builtIn(path);
    return switch (path) {
      case "panel/release.txt" -> "2027-01-%02d\n".formatted(number).getBytes(UTF_8);
      case FUNCTIONS -> {
        var now = number % 2 == 1 ? "*17\tNo function" : "*17\tDecreased function";
        if (!text.contains(OF_17)) {
          throw new IllegalStateException("the table has changed");
        }
        yield text.replace(OF_17, now).getBytes(UTF_8);
      }
      default -> text.getBytes(UTF_8);
    };
  }

  private static String builtIn(String path) {
    try (var file = KnowledgeRelease.class.getResourceAsStream("/" + path)) {
      return new String(Objects.requireNonNull(file, path).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
