package org.genomerecord.interpretation.offline;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.genomerecord.interpretation.knowledge.KnowledgeRelease;
import org.genomerecord.interpretation.outside.OutsideCall;
import org.genomerecord.interpretation.outside.OutsideCalls;
import org.jspecify.annotations.Nullable;

/// The laboratory's own calls as a file. What is wrong or left out is said by its line, and nothing
/// of the line.
final class OutsideFile {
  private OutsideFile() {}

  /// @param file null: there is none, and no call
  /// @return by gene; empty if the calls cannot be read, which is said
  static Optional<Map<String, OutsideCall>> read(
      @Nullable Path file, KnowledgeRelease release, PrintWriter errors) throws IOException {
    if (file == null) {
      return Optional.of(Map.of());
    }
    try {
      var read =
          OutsideCalls.parse(Files.readAllLines(file), release.phenotypes(), release.activities());
      if (read.isEmpty()) {
        errors.println("✖ " + file + ": holds no call.");
        return Optional.empty();
      }
      read.linesOfOtherGenes()
          .forEach(line ->
              errors.println(
                  "✖ "
                      + file
                      + ", line "
                      + line
                      + ": not considered, as the gene is none that is interpreted here."));
      return Optional.of(read.calls());
    } catch (OutsideCalls.NotReadable e) {
      errors.println("✖ " + file + ", " + e.getMessage() + ".");
      return Optional.empty();
    } catch (NoSuchFileException e) {
      errors.println("✖ " + file + ": there is no such file.");
      return Optional.empty();
    } catch (CharacterCodingException e) {
      errors.println("✖ " + file + ": is no text in UTF-8; it is not to be compressed.");
      return Optional.empty();
    }
  }
}
