package org.genomerecord.ledger.tampering;

import java.nio.file.Path;
import java.util.List;
import org.genomerecord.ledger.tile.TileAddress;
import org.genomerecord.ledger.tile.TileFolder;

/// Writes bundles of entries and no tiles.
record EntriesOnly(Path folder) {
  void write(List<byte[]> entries) {
    var bundles = new TileFolder(folder);
    for (int at = 0; at < entries.size(); at += TileAddress.FULL) {
      var bundle = entries.subList(at, Math.min(entries.size(), at + TileAddress.FULL));
      bundles.writeEntries(new TileAddress(0, at / TileAddress.FULL, bundle.size()), bundle);
    }
  }
}
