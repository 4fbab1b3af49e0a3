package org.genomerecord.record.log;

import java.util.ArrayList;
import java.util.List;
import org.genomerecord.ledger.tile.MissingTile;
import org.genomerecord.ledger.tile.Tile;
import org.genomerecord.ledger.tile.TileAddress;
import org.genomerecord.ledger.tile.TileSource;
import org.genomerecord.ledger.tree.Frontier;
import org.genomerecord.ledger.tree.Hash;

/// The tiles of the log in its database: full ones as they are kept, partial ones made from the
/// leaf hashes of the events and from the full tiles below.
final class StoredTiles implements TileSource {
  private final LedgerRows rows;

  StoredTiles(LedgerRows rows) {
    this.rows = rows;
  }

  @Override
  public Tile read(TileAddress address) {
    var full = rows.fullTile(address.level(), address.index());
    if (full != null) {
      return full;
    }
    long from = address.index() * TileAddress.FULL;
    var hashes =
        address.level() == 0
            ? rows.leafHashes(from, address.width())
            : roots(rows.fullTiles(address.level() - 1, from, address.width()));
    if (hashes.size() < address.width()) {
      throw new MissingTile(address);
    }
    return new Tile(hashes);
  }

  private static List<Hash> roots(List<Tile> tiles) {
    var roots = new ArrayList<Hash>(tiles.size());
    for (var tile : tiles) {
      var tree = new Frontier();
      tile.hashes().forEach(tree::append);
      roots.add(tree.root());
    }
    return roots;
  }
}
