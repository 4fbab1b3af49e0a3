package org.genomerecord.ledger.tile;

/// Where tiles are read from: a folder, a table, another log's server.
@FunctionalInterface
public interface TileSource {
  /// The tile, or a wider one of the same level and index: partial tiles may be gone once the full
  /// one is there.
  ///
  /// @throws MissingTile if there is none of at least this width
  /// @throws java.io.UncheckedIOException if it cannot be read
  /// @throws org.genomerecord.ledger.text.Malformed if what is there is no tile
  Tile read(TileAddress address);
}
