package org.genomerecord.ledger.tile;

import java.util.ArrayList;
import java.util.List;
import org.genomerecord.ledger.tree.Frontier;
import org.genomerecord.ledger.tree.Hash;

/// The partial tiles at the right edge of a growing tree. Appending tells which tiles became full;
/// what it then says of the tree is the same as [TiledTree] over all of them. Not safe for use by
/// several threads.
public final class TileEdge {
  private final List<List<Hash>> levels = new ArrayList<>();
  private long size;

  /// The edge of a tree without leaves.
  public TileEdge() {}

  /// The edge of an earlier tree, to go on from.
  ///
  /// @param size in leaves
  /// @param source must have the partial tiles of that size
  public TileEdge(long size, TileSource source) {
    this.size = size;
    for (int level = 0; TileAddress.hashes(size, level) > 0; level++) {
      int width = (int) (TileAddress.hashes(size, level) % TileAddress.FULL);
      var edge = new ArrayList<Hash>(TileAddress.FULL);
      if (width > 0) {
        var address =
            new TileAddress(level, TileAddress.hashes(size, level) / TileAddress.FULL, width);
        var tile = source.read(address);
        if (tile.hashes().size() < width) {
          throw new MissingTile(address);
        }
        edge.addAll(tile.hashes().subList(0, width));
      }
      levels.add(edge);
    }
  }

  /// Adds a leaf at the right.
  ///
  /// @return the tiles that it made full, lowest level first: none, most of the time
  public List<PlacedTile> append(Hash leaf) {
    size++;
    var hash = leaf;
    List<PlacedTile> full = List.of();
    for (int level = 0; ; level++) {
      if (level == levels.size()) {
        levels.add(new ArrayList<>(TileAddress.FULL));
      }
      var edge = levels.get(level);
      edge.add(hash);
      if (edge.size() < TileAddress.FULL) {
        return full;
      }
      var tile = new Tile(edge);
      if (full.isEmpty()) {
        full = new ArrayList<>();
      }
      long index = TileAddress.hashes(size, level) / TileAddress.FULL - 1;
      full.add(new PlacedTile(TileAddress.full(level, index), tile));
      hash = tile.rows().getLast().getFirst();
      edge.clear();
    }
  }

  /// The number of leaves.
  public long size() {
    return size;
  }

  /// The partial tiles of the tree as it is now, lowest level first. A checkpoint of this size
  /// needs them served.
  public List<PlacedTile> partial() {
    var partial = new ArrayList<PlacedTile>();
    for (int level = 0; level < levels.size(); level++) {
      var edge = levels.get(level);
      if (!edge.isEmpty()) {
        long index = TileAddress.hashes(size, level) / TileAddress.FULL;
        partial.add(new PlacedTile(new TileAddress(level, index, edge.size()), new Tile(edge)));
      }
    }
    return List.copyOf(partial);
  }

  /// The root of the tree as it is now.
  public Hash root() {
    return frontier().root();
  }

  /// The frontier of the tree as it is now.
  public Frontier frontier() {
    var tree = new TiledTree(size, this::ofEdge);
    var hashes = new ArrayList<Hash>();
    long from = 0;
    for (long rest = size; rest > 0; rest &= ~Long.highestOneBit(rest)) {
      int height = Long.SIZE - 1 - Long.numberOfLeadingZeros(rest);
      hashes.add(tree.subtrees().root(height, from >>> height));
      from += 1L << height;
    }
    return new Frontier(size, hashes);
  }

  private Tile ofEdge(TileAddress address) {
    return partial().stream()
        .filter(placed -> placed.address().equals(address))
        .map(PlacedTile::tile)
        .findFirst()
        .orElseThrow(() -> new MissingTile(address));
  }
}
