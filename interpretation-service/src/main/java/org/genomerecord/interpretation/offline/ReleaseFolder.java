package org.genomerecord.interpretation.offline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.TreeMap;
import org.genomerecord.interpretation.knowledge.ReleaseFiles;
import org.genomerecord.interpretation.table.DefectiveKnowledge;

/// A knowledge release as a folder: `panel/` and `guideline/` with tables. Other files there, such
/// as sources and examples, are for people.
final class ReleaseFolder {
  /// `panel/<gene>/alleles.tsv`
  private static final int DEPTH = 3;

  private ReleaseFolder() {}

  /// @throws DefectiveKnowledge if the folder holds no release, or more than one may have
  static ReleaseFiles read(Path folder) throws IOException {
    var texts = new TreeMap<String, String>();
    try (var files = Files.find(folder, DEPTH, (_, about) -> about.isRegularFile())) {
      for (var file : files.filter(ReleaseFolder::isTable).toList()) {
        if (Files.size(file) > ReleaseFiles.BYTES_MAX) {
          throw new DefectiveKnowledge(file.toString(), "is too large");
        }
        texts.put(folder.relativize(file).toString().replace('\\', '/'), text(file));
      }
    }
    return new ReleaseFiles(texts);
  }

  /// Writes the release into a folder of its name.
  ///
  /// @return that folder
  static Path write(Path into, String name, ReleaseFiles release) throws IOException {
    var folder = into.resolve(name);
    for (var file : release.texts().entrySet()) {
      var path = folder.resolve(file.getKey());
      Files.createDirectories(Objects.requireNonNull(path.getParent()));
      Files.writeString(path, file.getValue());
    }
    return folder;
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file, UTF_8);
    } catch (CharacterCodingException _) {
      throw new DefectiveKnowledge(file.toString(), "is not UTF-8");
    }
  }

  private static boolean isTable(Path file) {
    var name = file.toString();
    return name.endsWith(".tsv") || name.endsWith(".txt");
  }
}
