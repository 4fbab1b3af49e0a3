package org.genomerecord.record.seal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.genomerecord.record.event.VaultFile;

/// The folder of sealed files, each named by the SHA-256 of its sealed bytes.
///
/// A file is written under a draft's name, forced to disk, and only then given its own: under a
/// digest there is always a whole file.
///
/// A file that was sealed anew keeps its first digest as its name for whoever has that: beside it
/// lies a note of where its bytes are now.
///
/// Beside a file may lie its index, made of it and sealed likewise: no event names it, it is there
/// for speed alone, and it goes when the file does.
public final class Vault {
  private static final String DRAFTS = "drafts";
  private static final int FAN_OUT = 2;
  private static final int SHELVES = 256;

  private static final int LOOKS_MAX = 3;

  private final Path folder;
  private final ResealedFiles resealed;
  private final SealedIndexes indexes;

  public Vault(Path folder) {
    this.folder = folder;
    this.resealed = new ResealedFiles(this::path, folder.resolve(DRAFTS));
    this.indexes = new SealedIndexes(this::path, folder.resolve(DRAFTS));
  }

  /// Begins a new file.
  ///
  /// @param binding what the sealed bytes are bound to
  /// @throws VaultUnwritable if there is no room, or no vault; so may writing and keeping it
  public Draft draft(SubjectKey key, String binding) throws IOException {
    try {
      Files.createDirectories(folder.resolve(DRAFTS));
      var file = folder.resolve(DRAFTS).resolve(UUID.randomUUID().toString());
      return new Draft(key, binding, file);
    } catch (IOException e) {
      throw new VaultUnwritable(e);
    }
  }

  /// The opened bytes of a file, as a stream that the caller closes.
  ///
  /// @throws java.nio.file.NoSuchFileException if the vault has no such file
  /// @throws FileSystemException if the vault itself cannot be read now
  /// @throws KeyRenewedSince if it was sealed anew under a newer generation than the key's
  /// @throws IOException reading fails at the first altered segment
  public InputStream open(SubjectKey key, VaultFile file) throws IOException {
    return opened(file, place -> openIn(key, place));
  }

  /// As above, at any place: only the segments of 1 MiB that are read are opened, and an altered
  /// one that is not read is not noticed.
  public SeekableByteChannel openChannel(SubjectKey key, VaultFile file) throws IOException {
    return opened(file, place -> openChannelIn(key, place));
  }

  private <T> T opened(VaultFile file, Opening<T> opening) throws IOException {
    requireFolder();
    NoSuchFileException gone = null;
    for (int i = 0; i < LOOKS_MAX; i++) {
      var now = resealed.latest(file);
      try {
        return opening.open(now);
      } catch (NoSuchFileException e) {
        gone = e; // Perhaps sealed anew in this very moment.
      }
    }
    throw Objects.requireNonNull(gone);
  }

  @FunctionalInterface
  private interface Opening<T> {
    T open(VaultFile place) throws IOException;
  }

  /// A vault that is away is no vault without files.
  private void requireFolder() throws FileSystemException {
    if (!Files.isDirectory(folder)) {
      throw new FileSystemException("the vault is not there");
    }
  }

  private InputStream openIn(SubjectKey key, VaultFile place) throws IOException {
    var sealed = Files.newInputStream(path(place.digest()));
    try {
      return key.file(place.generation(), place.binding()).open(sealed);
    } catch (IOException | RuntimeException e) {
      sealed.close();
      throw e;
    }
  }

  private SeekableByteChannel openChannelIn(SubjectKey key, VaultFile place) throws IOException {
    var sealed = FileChannel.open(path(place.digest()), StandardOpenOption.READ);
    try {
      return key.file(place.generation(), place.binding()).open(sealed);
    } catch (IOException | RuntimeException e) {
      sealed.close();
      throw e;
    }
  }

  /// Keeps an index beside a file, in the place of one that is there. Beside a file that was
  /// removed meanwhile none stays.
  ///
  /// @throws VaultUnwritable if there is no room, or no vault
  public void keepIndex(SubjectKey key, VaultFile file, byte[] index) throws IOException {
    try {
      requireFolder();
      indexes.keep(key, file, index);
      if (!resealed.isThere(file)) {
        indexes.forget(file);
      }
    } catch (IOException e) {
      throw new VaultUnwritable(e);
    }
  }

  /// The opened index of a file; empty if it has none.
  ///
  /// @throws KeyRenewedSince if it was sealed anew under a newer generation than the key's
  /// @throws IOException if it was altered, or the vault cannot be read now
  public Optional<byte[]> index(SubjectKey key, VaultFile file) throws IOException {
    return indexes.read(key, file);
  }

  /// Seals a file anew under the key's own generation, and removes the bytes that an earlier one
  /// sealed. Whoever has the file's first digest still opens it. May be done twice, and after a
  /// crash at any step again: until the new bytes are in place, the earlier ones are used.
  ///
  /// @param file as it was first kept
  /// @param key with the generation that the file is sealed under now
  /// @return the sealed bytes as they are now
  /// @throws NoSuchFileException if the vault has no such file
  /// @throws FileSystemException if the vault itself cannot be used now
  /// @throws IOException if the file was altered, or a byte is missing
  public VaultFile reseal(SubjectKey key, VaultFile file) throws IOException {
    var before = resealed.latest(file);
    removeLeftovers(file, before); // The next note would not name them any more.
    if (before.generation() < key.generation()) {
      try (var opened = open(key, file);
          var draft = draft(key, file.binding())) {
        opened.transferTo(draft.bytes());
        draft.keep(next -> resealed.note(file, next, before));
      }
    }
    indexes.reseal(key, file);
    var now = resealed.latest(file);
    removeLeftovers(file, now);
    return now;
  }

  /// Removes all bytes of a file but those that count.
  private void removeLeftovers(VaultFile file, VaultFile now) throws IOException {
    for (var place : resealed.noted(file)) {
      if (!place.equals(now)) {
        Files.deleteIfExists(path(place.digest()));
      }
    }
    if (!now.digest().equals(file.digest())) {
      Files.deleteIfExists(path(file.digest()));
    }
  }

  /// The sealed bytes of a file as they are now.
  ///
  /// @param file as it was first kept
  /// @throws IOException if the vault cannot be read
  public VaultFile latest(VaultFile file) throws IOException {
    return resealed.latest(file);
  }

  /// Removes a file, wherever its bytes are now; it need not be there.
  ///
  /// @throws UncheckedIOException if the vault itself cannot be used now: the file may be there
  public void remove(VaultFile file) {
    try {
      requireFolder();
      for (var place : resealed.noted(file)) {
        Files.deleteIfExists(path(place.digest()));
      }
      Files.deleteIfExists(path(file.digest()));
      resealed.forget(file);
      indexes.forget(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Removes what drafts left behind that were never kept. For the start of the one service that
  /// writes here.
  public void removeDrafts() {
    var drafts = folder.resolve(DRAFTS);
    if (!Files.isDirectory(drafts)) {
      return;
    }
    try (var files = Files.list(drafts)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Removes files that nobody knows, shelf by shelf. For a vault whose files are never sealed
  /// anew.
  ///
  /// @param before when they were written: what is newer may not be known yet
  /// @param known of the digests of one shelf, those that somebody knows
  /// @return how many
  /// @throws UncheckedIOException if the vault itself cannot be used now
  public int removeUnknown(Instant before, UnaryOperator<Set<String>> known) {
    int removed = 0;
    for (int shelf = 0; shelf < SHELVES; shelf++) {
      var folderOfShelf = folder.resolve("%02x".formatted(shelf));
      if (Files.isDirectory(folderOfShelf)) {
        removed += removeUnknown(folderOfShelf, before, known);
      }
    }
    return removed;
  }

  private static int removeUnknown(Path shelf, Instant before, UnaryOperator<Set<String>> known) {
    try (var files = Files.list(shelf)) {
      var old = new HashSet<String>();
      for (var file : files.toList()) {
        if (isOlder(file, before)) {
          old.add(String.valueOf(file.getFileName()));
        }
      }
      if (!old.isEmpty()) {
        old.removeAll(known.apply(Set.copyOf(old)));
      }
      for (var digest : old) {
        Files.deleteIfExists(shelf.resolve(digest));
      }
      return old.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// One that has just gone is not.
  private static boolean isOlder(Path file, Instant before) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(before);
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  private Path path(String digest) {
    return shelf(digest).resolve(digest);
  }

  private Path shelf(String digest) {
    return folder.resolve(digest.substring(0, FAN_OUT));
  }

  /// A file that is being written. Closing it without [#keep] removes it.
  public final class Draft implements AutoCloseable {
    private final SubjectKey key;
    private final String binding;
    private final Path file;
    private final FileChannel channel;
    private final MessageDigest digest;
    private final OutputStream plain;
    private boolean sealed;

    private Draft(SubjectKey key, String binding, Path file) throws IOException {
      this.key = key;
      this.binding = binding;
      this.file = file;
      this.channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      try {
        this.digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
      this.plain =
          key.file(binding)
              .seal(
                  new DigestOutputStream(new Unclosed(Channels.newOutputStream(channel)), digest));
    }

    /// Takes the bytes to be sealed.
    public OutputStream bytes() {
      return plain;
    }

    /// Ends the file, forces it to disk and gives it its name.
    public VaultFile keep() throws IOException {
      return keep(_ -> {});
    }

    /// @param before what has to be durable before the file is there
    private VaultFile keep(BeforeKept before) throws IOException {
      try {
        return kept(before);
      } catch (IOException e) {
        throw new VaultUnwritable(e);
      }
    }

    private VaultFile kept(BeforeKept before) throws IOException {
      plain.close();
      channel.force(true);
      long sizeBytes = channel.size();
      channel.close();
      var name = HexFormat.of().formatHex(digest.digest());
      var kept = new VaultFile(name, sizeBytes, key.generation(), binding);
      before.accept(kept);
      var shelf = shelf(name);
      Files.createDirectories(shelf);
      Files.move(file, shelf.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      force(shelf);
      sealed = true;
      return kept;
    }

    @Override
    public void close() throws IOException {
      if (!sealed) {
        channel.close();
        Files.deleteIfExists(file);
      }
    }
  }

  @FunctionalInterface
  private interface BeforeKept {
    void accept(VaultFile kept) throws IOException;
  }

  /// Makes a new name in a folder durable.
  static void force(Path folder) throws IOException {
    try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  /// The file is forced to disk after its stream ends, so the stream must not close it.
  static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        throw new VaultUnwritable(e);
      }
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
