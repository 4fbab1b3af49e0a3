package org.genomerecord.ledger.tile;

import java.util.ArrayList;
import java.util.List;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.tree.Hash;

/// Consecutive hashes of one level.
///
/// @param hashes 1 to 256, 256 in a full tile
public record Tile(List<Hash> hashes) {
  public Tile {
    hashes = List.copyOf(hashes);
    if (hashes.isEmpty() || hashes.size() > TileAddress.FULL) {
      throw new IllegalArgumentException("a tile has 1 to 256 hashes");
    }
  }

  /// The bytes of the file: the hashes one after another, 32 bytes each.
  public byte[] bytes() {
    var bytes = new byte[hashes.size() * Hash.BYTES];
    for (int i = 0; i < hashes.size(); i++) {
      hashes.get(i).copyTo(bytes, i * Hash.BYTES);
    }
    return bytes;
  }

  /// The reverse of [#bytes].
  ///
  /// @throws Malformed if they are not 1 to 256 hashes
  public static Tile parse(byte[] bytes) {
    int width = bytes.length / Hash.BYTES;
    if (bytes.length % Hash.BYTES != 0 || width < 1 || width > TileAddress.FULL) {
      throw new Malformed("a tile is 1 to 256 hashes of 32 bytes");
    }
    var hashes = new ArrayList<Hash>(width);
    for (int i = 0; i < width; i++) {
      hashes.add(Hash.of(bytes, i * Hash.BYTES, (i + 1) * Hash.BYTES));
    }
    return new Tile(hashes);
  }

  /// The hashes, and above them the roots over two, four, and so on up to 256 of them, as far as
  /// they are perfect subtrees.
  List<List<Hash>> rows() {
    var rows = new ArrayList<List<Hash>>();
    var row = hashes;
    rows.add(row);
    while (row.size() > 1) {
      var above = new ArrayList<Hash>(row.size() / 2);
      for (int i = 0; i + 1 < row.size(); i += 2) {
        above.add(Hash.node(row.get(i), row.get(i + 1)));
      }
      rows.add(above);
      row = above;
    }
    return rows;
  }
}
