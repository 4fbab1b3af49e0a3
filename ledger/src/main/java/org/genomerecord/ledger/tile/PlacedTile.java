package org.genomerecord.ledger.tile;

/// A tile and where it belongs.
public record PlacedTile(TileAddress address, Tile tile) {
  public PlacedTile {
    if (address.width() != tile.hashes().size()) {
      throw new IllegalArgumentException("a tile is as wide as its address says");
    }
  }
}
