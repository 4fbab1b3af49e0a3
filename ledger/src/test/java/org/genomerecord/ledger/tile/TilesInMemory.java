package org.genomerecord.ledger.tile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.genomerecord.ledger.tree.Hash;

/// A log that keeps what it must: full tiles, and the partial ones of the size it has.
public final class TilesInMemory implements TileSource {
  private final Map<TileAddress, Tile> full = new HashMap<>();
  private final TileEdge edge = new TileEdge();

  public void append(List<byte[]> entries) {
    entries.forEach(this::append);
  }

  public void append(byte[] entry) {
    edge.append(Hash.leaf(entry)).forEach(placed -> full.put(placed.address(), placed.tile()));
  }

  public TileEdge edge() {
    return edge;
  }

  public Map<TileAddress, Tile> full() {
    return full;
  }

  /// The tree of an earlier size, or of this one.
  public TiledTree tree(long size) {
    return new TiledTree(size, this);
  }

  @Override
  public Tile read(TileAddress address) {
    var tile = full.get(address.whenFull());
    if (tile != null) {
      return tile;
    }
    return edge.partial().stream()
        .filter(placed -> placed.address().whenFull().equals(address.whenFull()))
        .map(PlacedTile::tile)
        .findFirst()
        .orElseThrow(() -> new MissingTile(address));
  }
}
