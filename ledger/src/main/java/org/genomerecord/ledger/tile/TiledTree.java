package org.genomerecord.ledger.tile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.genomerecord.ledger.tree.Hash;
import org.genomerecord.ledger.tree.PerfectSubtrees;
import org.genomerecord.ledger.tree.Prover;

/// The tree of one size out of its tiles. What is in the tiles is believed: whoever uses the roots
/// and proofs checks them against a signed checkpoint. Not safe for use by several threads.
public final class TiledTree {
  /// Tiles kept while one tree is used; a proof needs at most two at each of eight levels.
  private static final int TILES_KEPT = 64;

  private final long size;
  private final TileSource source;
  private final Map<TileAddress, List<List<Hash>>> kept = new HashMap<>();

  /// @param size in leaves; the source must have the tiles of a tree of this size
  public TiledTree(long size, TileSource source) {
    this.size = size;
    this.source = source;
  }

  /// Makes the root and the proofs of this tree.
  public Prover prover() {
    return new Prover(size, subtrees());
  }

  /// The perfect subtrees within this size.
  public PerfectSubtrees subtrees() {
    return this::root;
  }

  private Hash root(int height, long index) {
    int level = height / TileAddress.FULL_BITS;
    int inTile = height % TileAddress.FULL_BITS;
    int perTileBits = TileAddress.FULL_BITS - inTile;
    var rows = rows(TileAddress.within(size, level, index >>> perTileBits));
    return rows.get(inTile).get((int) (index & ((1L << perTileBits) - 1)));
  }

  private List<List<Hash>> rows(TileAddress address) {
    var rows = kept.get(address);
    if (rows == null) {
      var tile = source.read(address);
      if (tile.hashes().size() < address.width()) {
        throw new MissingTile(address);
      }
      rows = new Tile(tile.hashes().subList(0, address.width())).rows();
      if (kept.size() == TILES_KEPT) {
        kept.clear();
      }
      kept.put(address, rows);
    }
    return rows;
  }
}
