package org.genomerecord.record.seal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.genomerecord.record.event.VaultFile;

/// The folder of sealed files, each named by the SHA-256 of its sealed bytes.
///
/// A file is written under a draft's name, forced to disk, and only then given its own: under a
/// digest there is always a whole file.
public final class Vault {
  private static final String DRAFTS = "drafts";
  private static final int FAN_OUT = 2;

  private final Path folder;

  public Vault(Path folder) {
    this.folder = folder;
  }

  /// Begins a new file.
  ///
  /// @param binding what the sealed bytes are bound to
  public Draft draft(SubjectKey key, String binding) throws IOException {
    Files.createDirectories(folder.resolve(DRAFTS));
    var file = folder.resolve(DRAFTS).resolve(UUID.randomUUID().toString());
    return new Draft(key, binding, file);
  }

  /// The opened bytes of a file, as a stream that the caller closes.
  ///
  /// @throws java.nio.file.NoSuchFileException if the vault has no such file
  /// @throws FileSystemException if the vault itself cannot be read now
  /// @throws IOException reading fails at the first altered segment
  public InputStream open(SubjectKey key, VaultFile file) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new FileSystemException("the vault is not there");
    }
    var sealed = Files.newInputStream(path(file.digest()));
    try {
      return key.file(file.binding()).open(sealed);
    } catch (IOException | RuntimeException e) {
      sealed.close();
      throw e;
    }
  }

  /// Removes a file; it need not be there.
  public void remove(VaultFile file) {
    try {
      Files.deleteIfExists(path(file.digest()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Removes what uploads left behind that never finished. For the start of the one service that
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
      plain.close();
      channel.force(true);
      long sizeBytes = channel.size();
      channel.close();
      var name = HexFormat.of().formatHex(digest.digest());
      var shelf = shelf(name);
      Files.createDirectories(shelf);
      Files.move(file, shelf.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      force(shelf);
      sealed = true;
      return new VaultFile(name, sizeBytes, key.generation(), binding);
    }

    @Override
    public void close() throws IOException {
      if (!sealed) {
        channel.close();
        Files.deleteIfExists(file);
      }
    }
  }

  /// Makes a new name in a folder durable.
  private static void force(Path folder) throws IOException {
    try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  /// The file is forced to disk after its stream ends, so the stream must not close it.
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
