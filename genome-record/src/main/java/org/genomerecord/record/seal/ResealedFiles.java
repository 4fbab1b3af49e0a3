package org.genomerecord.record.seal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.genomerecord.record.event.VaultFile;

/// Where the bytes of files are that were sealed anew.
///
/// A note lies beside the place of the first bytes, under the first digest and `.resealed`. Its
/// lines are places, the newest first; the first of them that is there counts, else the first
/// digest. It is written before the new bytes are in place, and names the ones before, so that at
/// each moment one of its places is there, and none is there that it does not name.
///
/// Notes are not authenticated, and need not be: bytes open only as the file that they were sealed
/// as.
final class ResealedFiles {
  private static final String ENDING = ".resealed";

  private final Function<String, Path> path;
  private final Path drafts;

  /// @param path of a digest
  /// @param drafts where a note is written until it is whole
  ResealedFiles(Function<String, Path> path, Path drafts) {
    this.path = path;
    this.drafts = drafts;
  }

  /// The bytes that count now.
  VaultFile latest(VaultFile file) throws IOException {
    for (var place : noted(file)) {
      if (isThere(path.apply(place.digest()))) {
        return place;
      }
    }
    return file;
  }

  /// Whether the bytes that count now are there.
  boolean isThere(VaultFile file) throws IOException {
    return isThere(path.apply(latest(file).digest()));
  }

  /// Only what is known to be absent is: a vault that is away must not look like a lost file.
  private static boolean isThere(Path bytes) throws IOException {
    try {
      return Files.size(bytes) >= 0;
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  /// All places in the note; none if the file was never sealed anew.
  List<VaultFile> noted(VaultFile file) throws IOException {
    var places = new ArrayList<VaultFile>();
    try {
      for (var line : Files.readAllLines(note(file))) {
        places.add(place(line, file.binding()));
      }
    } catch (NoSuchFileException _) {
      return List.of();
    }
    return places;
  }

  /// Durable when it returns.
  void note(VaultFile file, VaultFile next, VaultFile before) throws IOException {
    var written = drafts.resolve(UUID.randomUUID().toString());
    var note = note(file);
    try (var channel =
        FileChannel.open(written, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      channel.write(StandardCharsets.US_ASCII.encode(line(next) + line(before)));
      channel.force(true);
    }
    Files.move(written, note, StandardCopyOption.ATOMIC_MOVE);
    Vault.force(Objects.requireNonNull(note.getParent()));
  }

  void forget(VaultFile file) throws IOException {
    Files.deleteIfExists(note(file));
  }

  private static String line(VaultFile place) {
    return "%s %d %d\n".formatted(place.digest(), place.sizeBytes(), place.generation());
  }

  private static VaultFile place(String line, String binding) {
    var parts = line.split(" ", -1);
    return new VaultFile(parts[0], Long.parseLong(parts[1]), Integer.parseInt(parts[2]), binding);
  }

  private Path note(VaultFile file) {
    return path.apply(file.digest() + ENDING);
  }
}
