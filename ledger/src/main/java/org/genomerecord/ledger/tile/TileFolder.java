package org.genomerecord.ledger.tile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.genomerecord.ledger.text.Malformed;

/// Tiles and entry bundles as files below a folder, by their tlog-tiles paths: what a web server
/// could serve as it is, and what an export holds.
public final class TileFolder implements TileSource {
  /// Of a bundle of the longest entries.
  private static final int BYTES_MAX =
      TileAddress.FULL * (Short.BYTES + EntryBundle.ENTRY_BYTES_MAX);

  private final Path folder;

  public TileFolder(Path folder) {
    this.folder = folder;
  }

  @Override
  public Tile read(TileAddress address) {
    return Tile.parse(tile(address));
  }

  /// The bytes of a tile, or of the full tile that it became, as they are in the file.
  ///
  /// @throws MissingTile if there are none
  /// @throws Malformed if they are more than any tile or bundle has
  /// @throws UncheckedIOException if they cannot be read
  public byte[] tile(TileAddress address) {
    return bytes(address, address.path(), address.whenFull().path());
  }

  /// The entries of a tile of level 0, or of the full tile that it became.
  ///
  /// @throws MissingTile if there are none
  /// @throws Malformed if they are more than any tile or bundle has
  /// @throws UncheckedIOException if they cannot be read
  public List<byte[]> entries(TileAddress address) {
    return EntryBundle.parse(bundle(address));
  }

  /// The bytes of a bundle, or of the full bundle that it became, as they are in the file.
  ///
  /// @throws MissingTile if there are none
  /// @throws Malformed if they are more than any tile or bundle has
  /// @throws UncheckedIOException if they cannot be read
  public byte[] bundle(TileAddress address) {
    return bytes(address, address.entriesPath(), address.whenFull().entriesPath());
  }

  private byte[] bytes(TileAddress address, String path, String pathWhenFull) {
    try {
      return read(folder.resolve(path));
    } catch (NoSuchFileException e) {
      try {
        return read(folder.resolve(pathWhenFull));
      } catch (NoSuchFileException _) {
        throw new MissingTile(address);
      } catch (IOException alsoFailed) {
        throw new UncheckedIOException(alsoFailed);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(Path file) throws IOException {
    try (var input = Files.newInputStream(file)) {
      var bytes = input.readNBytes(BYTES_MAX + 1);
      if (bytes.length > BYTES_MAX) {
        throw new Malformed("a file is larger than any tile or bundle");
      }
      return bytes;
    }
  }

  /// Writes a tile, whole or not at all.
  ///
  /// @throws UncheckedIOException if it cannot be written
  public void write(PlacedTile placed) {
    write(placed.address().path(), placed.tile().bytes());
  }

  /// Writes the entries of a tile of level 0, whole or not at all.
  ///
  /// @throws UncheckedIOException if they cannot be written
  public void writeEntries(TileAddress address, List<byte[]> entries) {
    if (entries.size() != address.width()) {
      throw new IllegalArgumentException("a bundle is as wide as its address says");
    }
    write(address.entriesPath(), EntryBundle.format(entries));
  }

  private void write(String path, byte[] bytes) {
    var file = folder.resolve(path);
    var beside = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(file.resolveSibling("."));
      Files.write(beside, bytes);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
