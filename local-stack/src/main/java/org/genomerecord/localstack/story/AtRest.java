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
import java.util.List;

/// Searches what lies on disk for texts that must not be there.
public final class AtRest {
  private AtRest() {}

  /// @param found files that hold one of the texts
  /// @param files searched
  /// @param bytes searched
  public record Search(List<Path> found, long files, long bytes) {
    public Search {
      found = List.copyOf(found);
    }
  }

  /// Reads every file below the folders, whatever its name. Files that vanish meanwhile are left
  /// out.
  ///
  /// @param texts each at least four characters, searched as UTF-8
  public static Search of(List<Path> folders, List<String> texts) {
    var needles = texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    var found = new ArrayList<Path>();
    long[] counts = new long[2];
    for (var folder : folders) {
      try {
        Files.walkFileTree(
            folder,
            new SimpleFileVisitor<>() {
              @Override
              public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                  throws IOException {
                if (attributes.isRegularFile()) {
                  search(file);
                }
                return FileVisitResult.CONTINUE;
              }

              @Override
              public FileVisitResult visitFileFailed(Path file, IOException failure)
                  throws IOException {
                if (failure instanceof NoSuchFileException) {
                  return FileVisitResult.CONTINUE;
                }
                throw failure;
              }

              private void search(Path file) throws IOException {
                byte[] bytes;
                try {
                  bytes = Files.readAllBytes(file);
                } catch (NoSuchFileException _) {
                  return;
                }
                counts[0]++;
                counts[1] += bytes.length;
                if (needles.stream().anyMatch(needle -> contains(bytes, needle))) {
                  found.add(file);
                }
              }
            });
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new Search(found, counts[0], counts[1]);
  }

  private static boolean contains(byte[] bytes, byte[] needle) {
    for (int at = 0; at <= bytes.length - needle.length; at++) {
      if (bytes[at] == needle[0] && matches(bytes, at, needle)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(byte[] bytes, int at, byte[] needle) {
    for (int i = 1; i < needle.length; i++) {
      if (bytes[at + i] != needle[i]) {
        return false;
      }
    }
    return true;
  }
}
