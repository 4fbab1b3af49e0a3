package org.genomerecord.localstack.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Searches what lies on disk for texts that must not be there.
public final class AtRest {
  private AtRest() {}

  /// @param found files that hold one of the texts
  /// @param texts that were found
  /// @param files searched
  /// @param bytes searched
  public record Search(List<Path> found, Set<String> texts, long files, long bytes) {
    public Search {
      found = List.copyOf(found);
      texts = Set.copyOf(texts);
    }
  }

  /// Reads every file below the folders, whatever its name. Files that vanish meanwhile are left
  /// out.
  ///
  /// @param texts each at least four characters, searched as UTF-8
  public static Search of(List<Path> folders, List<String> texts) {
    var searching = new Searching(texts);
    for (var folder : folders) {
      try {
        Files.walkFileTree(folder, searching);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return searching.search();
  }

  private static final class Searching extends SimpleFileVisitor<Path> {
    private final List<Path> found = new ArrayList<>();
    private final Set<String> texts = new HashSet<>();
    private final Map<Integer, List<Needle>> needles = new HashMap<>();
    // Most places begin nothing that is searched, and this says so without looking further.
    private final BitSet beginnings = new BitSet(1 << 16);
    private long files;
    private long bytes;

    private static final class Needle {
      private final String text;
      private final byte[] letters;

      Needle(String text) {
        this.text = text;
        this.letters = text.getBytes(StandardCharsets.UTF_8);
      }

      boolean isAt(byte[] bytes, int at) {
        return at + letters.length <= bytes.length
            && Arrays.equals(bytes, at, at + letters.length, letters, 0, letters.length);
      }
    }

    Searching(List<String> texts) {
      for (var text : texts) {
        int beginning = beginning(text.getBytes(StandardCharsets.UTF_8), 0);
        needles.computeIfAbsent(beginning, _ -> new ArrayList<>()).add(new Needle(text));
        beginnings.set(beginning);
      }
    }

    private static int beginning(byte[] bytes, int at) {
      return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (attributes.isRegularFile()) {
        look(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }

    private void look(Path file) throws IOException {
      byte[] content;
      try {
        content = Files.readAllBytes(file);
      } catch (NoSuchFileException _) {
        return;
      }
      files++;
      bytes += content.length;
      boolean holds = false;
      for (int at = 0; at < content.length - 1; at++) {
        int beginning = beginning(content, at);
        if (beginnings.get(beginning)) {
          for (var needle : needles.getOrDefault(beginning, List.of())) {
            if (needle.isAt(content, at)) {
              holds = true;
              texts.add(needle.text);
            }
          }
        }
      }
      if (holds) {
        found.add(file);
      }
    }

    Search search() {
      return new Search(found, texts, files, bytes);
    }
  }
}
