package org.genomerecord.record.seal;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.genomerecord.record.event.VaultFile;

/// Indexes of files: each lies beside the place of the file's first bytes, under the first digest
/// and `.index`: the generation of the subject key as four bytes, and what is sealed under it.
///
/// It is bound to the binding of its file, so that it opens as the index of no other. The
/// generation is not authenticated, and need not be: under another one nothing opens.
final class SealedIndexes {
  static final String ENDING = ".index";

  private final Function<String, Path> path;
  private final Path drafts;

  /// @param path of a digest
  /// @param drafts where an index is written until it is whole
  SealedIndexes(Function<String, Path> path, Path drafts) {
    this.path = path;
    this.drafts = drafts;
  }

  /// Durable when it returns.
  void keep(SubjectKey key, VaultFile file, byte[] index) throws IOException {
    var written = drafts.resolve(UUID.randomUUID().toString());
    var place = path(file);
    try {
      try (var channel =
          FileChannel.open(written, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        var out = new DataOutputStream(Channels.newOutputStream(channel));
        out.writeInt(key.generation());
        var plain = key.file(binding(file)).seal(new Vault.Unclosed(out));
        plain.write(index);
        plain.close();
        channel.force(true);
      }
      Files.move(written, place, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(written);
    }
    Vault.force(Objects.requireNonNull(place.getParent()));
  }

  /// Empty if there is none.
  ///
  /// @throws Unsealable if it was sealed under a generation that the key does not open
  /// @throws IOException if it was altered
  Optional<byte[]> read(SubjectKey key, VaultFile file) throws IOException {
    try (var in = new DataInputStream(Files.newInputStream(path(file)))) {
      try (var opened = key.file(in.readInt(), binding(file)).open(in)) {
        return Optional.of(opened.readAllBytes());
      }
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /// Seals it anew under the key's own generation. What does not open goes: the file can be read
  /// without it.
  void reseal(SubjectKey key, VaultFile file) throws IOException {
    int generation;
    try (var in = new DataInputStream(Files.newInputStream(path(file)))) {
      generation = in.readInt();
    } catch (NoSuchFileException _) {
      return;
    } catch (IOException _) {
      generation = 0;
    }
    if (generation == key.generation()) {
      return;
    }
    try {
      var index = read(key, file);
      if (index.isPresent()) {
        keep(key, file, index.get());
      }
    } catch (IOException | Unsealable _) {
      forget(file);
    }
  }

  void forget(VaultFile file) throws IOException {
    Files.deleteIfExists(path(file));
  }

  private Path path(VaultFile file) {
    return path.apply(file.digest() + ENDING);
  }

  private static String binding(VaultFile file) {
    return "index|" + file.binding();
  }
}
