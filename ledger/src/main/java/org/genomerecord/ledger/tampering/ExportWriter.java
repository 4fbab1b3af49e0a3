package org.genomerecord.ledger.tampering;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.genomerecord.ledger.tile.TileAddress;
import org.genomerecord.ledger.tile.TileEdge;
import org.genomerecord.ledger.tile.TileFolder;
import org.genomerecord.ledger.tree.Hash;

/// Writes one log of an export, entry by entry: bundles and tiles, in the layout of tlog-tiles.
public final class ExportWriter {
  private final TileFolder folder;
  private final boolean withEntries;
  private final TileEdge edge = new TileEdge();
  private final List<byte[]> entries = new ArrayList<>(TileAddress.FULL);

  /// @param folder of the log
  /// @param withEntries false to write tiles alone
  public ExportWriter(Path folder, boolean withEntries) {
    this.folder = new TileFolder(folder);
    this.withEntries = withEntries;
  }

  /// Adds an entry.
  public void append(byte[] entry) {
    entries.add(entry);
    edge.append(Hash.leaf(entry)).forEach(folder::write);
    if (entries.size() == TileAddress.FULL) {
      bundle(TileAddress.full(0, edge.size() / TileAddress.FULL - 1));
    }
  }

  /// Writes what is partial.
  public void finish() {
    edge.partial().forEach(folder::write);
    if (!entries.isEmpty()) {
      bundle(TileAddress.within(edge.size(), 0, edge.size() / TileAddress.FULL));
    }
  }

  private void bundle(TileAddress address) {
    if (withEntries) {
      folder.writeEntries(address, entries);
    }
    entries.clear();
  }

  public long size() {
    return edge.size();
  }

  public Hash root() {
    return edge.root();
  }
}
