package org.genomerecord.record.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What lies on the shelves of a vault, whoever knows of it. Drafts, and whatever else is in the
/// folder, are none of it.
public final class VaultInventory {
  private static final Pattern SHELF = Pattern.compile("[0-9a-f]{2}");
  private static final Pattern BYTES = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern NOTE = Pattern.compile("[0-9a-f]{64}\\.resealed");

  private final Path folder;

  /// @param folder of the vault
  public VaultInventory(Path folder) {
    this.folder = folder;
  }

  /// Names the digest of each file's sealed bytes that were last written before an instant.
  ///
  /// @throws UncheckedIOException if the vault cannot be read now
  public void eachWrittenBefore(Instant instant, Consumer<String> digest) {
    each(
        BYTES,
        file -> {
          if (isWrittenBefore(file, instant)) {
            digest.accept(name(file));
          }
        });
  }

  /// Names each digest that is in a note of where a file's bytes are.
  ///
  /// @throws UncheckedIOException if the vault cannot be read now
  public void eachNoted(Consumer<String> digest) {
    each(
        NOTE,
        note -> {
          try (var lines = Files.lines(note)) {
            lines.map(line -> line.split(" ", 2)[0]).forEach(digest);
          } catch (NoSuchFileException _) {
            // Its file was removed just now.
          }
        });
  }

  /// Removes sealed bytes, and the index beside them, unless they were written again since an
  /// instant. The index goes first: what is left of a removal that was cut short is found again.
  ///
  /// @return whether they were there and are not any more
  /// @throws UncheckedIOException if the vault cannot be used now
  public boolean removeIfWrittenBefore(Instant instant, String digest) {
    var file = folder.resolve(digest.substring(0, 2)).resolve(digest);
    try {
      if (!isWrittenBefore(file, instant)) {
        return false;
      }
      Files.deleteIfExists(file.resolveSibling(digest + SealedIndexes.ENDING));
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isWrittenBefore(Path file, Instant instant) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(instant);
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  private void each(Pattern names, OnFile act) {
    try {
      for (var shelf : shelves()) {
        try (var files = Files.newDirectoryStream(shelf)) {
          for (var file : files) {
            if (names.matcher(name(file)).matches()) {
              act.on(file);
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// None before the first file; a folder that cannot be read is an error.
  private List<Path> shelves() throws IOException {
    Predicate<Path> isShelf = path -> SHELF.matcher(name(path)).matches();
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.filter(isShelf.and(Files::isDirectory)).sorted().toList();
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  @FunctionalInterface
  private interface OnFile {
    void on(Path file) throws IOException;
  }
}
