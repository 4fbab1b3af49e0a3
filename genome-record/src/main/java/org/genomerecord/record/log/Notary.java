package org.genomerecord.record.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.genomerecord.ledger.checkpoint.LogSigner;
import org.genomerecord.ledger.checkpoint.SignedCheckpoint;
import org.genomerecord.ledger.tile.MissingTile;
import org.genomerecord.ledger.tile.PlacedTile;
import org.genomerecord.ledger.tile.Tile;
import org.genomerecord.ledger.tile.TileAddress;
import org.genomerecord.ledger.tile.TileEdge;
import org.genomerecord.ledger.tile.TiledTree;
import org.genomerecord.ledger.tree.Hash;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.store.LogReader;
import org.genomerecord.record.store.StoredLeaf;
import org.jspecify.annotations.Nullable;

/// Signs checkpoints of the log, one after the other.
///
/// Believes nothing that it can check: each new row must still hash to the leaf that was stored
/// with it, what was signed before is compared again bit by bit, and the tree must continue the
/// latest checkpoint. What does not is found and not signed over. Used by one thread.
final class Notary {
  private final LedgerRows rows;
  private final LogReader log;
  private final LogSigner signer;
  private final long epoch;
  private final LedgerBounds bounds;
  private final StoredTiles stored;
  private @Nullable Reached reached;
  private long recheckTile = -1;

  /// The latest checkpoint and the tree of its size.
  private record Reached(SignedCheckpoint checkpoint, TileEdge edge) {}

  /// What a round came to.
  ///
  /// @param checkpoint the latest, signed in this round or before
  /// @param signed whether in this round
  /// @param behind whether the log has more than the checkpoint
  record Round(SignedCheckpoint checkpoint, boolean signed, boolean behind) {}

  /// @param epoch under which this instance may append; with another it does not sign
  Notary(LedgerRows rows, LogReader log, LogSigner signer, long epoch, LedgerBounds bounds) {
    this.rows = rows;
    this.log = log;
    this.signer = signer;
    this.epoch = epoch;
    this.bounds = bounds;
    this.stored = new StoredTiles(rows);
  }

  /// Signs what is new.
  ///
  /// @param evenIfUnmoved whether to sign again what was signed, to say that nothing came
  /// @throws LogChanged if the log is not what was appended or signed
  /// @throws Replaced if a newer instance has the log
  /// @throws RuntimeException another one, if the ledger itself is not what it was, or the database
  ///   does not answer; nothing was signed then that anybody sees
  Round round(Instant now, boolean evenIfUnmoved) {
    var head = rows.head();
    if (head.epoch() != epoch) {
      throw new Replaced();
    }
    var latest = reached;
    // What fails half way is begun anew from what is kept.
    reached = null;
    if (latest == null || !latest.checkpoint().format().equals(head.latest())) {
      latest = head.latest() == null ? first(now) : resumed(head.latest());
    }
    long size = latest.edge().size();
    if (head.nextPosition() < size) {
      throw new LogChanged(
          "the log ends at %d, and %d events were signed".formatted(head.nextPosition(), size));
    }
    recheck(latest.edge());
    long until = Math.min(head.nextPosition(), size + bounds.eventsMax());
    boolean signs = until > size || evenIfUnmoved;
    reached = signs ? next(latest, until, now) : latest;
    return new Round(reached.checkpoint(), signs, until < head.nextPosition());
  }

  private Reached first(Instant now) {
    var checkpoint = signer.first(now.getEpochSecond());
    keep(null, List.of(), checkpoint, now);
    return new Reached(checkpoint, new TileEdge());
  }

  private void keep(
      @Nullable Long previous, List<PlacedTile> full, SignedCheckpoint next, Instant now) {
    if (!rows.keep(epoch, previous, full, next, now)) {
      throw new IllegalStateException("another checkpoint was kept meanwhile");
    }
  }

  private Reached resumed(String note) {
    var checkpoint = SignedCheckpoint.parse(note);
    try {
      var edge = new TileEdge(checkpoint.checkpoint().size(), stored);
      if (edge.root().equals(checkpoint.checkpoint().root())) {
        return new Reached(checkpoint, edge);
      }
      throw new LogChanged("the tiles and leaf hashes do not give the root that was signed");
    } catch (MissingTile e) {
      throw new LogChanged("of what was signed there is " + e.getMessage());
    }
  }

  private Reached next(Reached latest, long until, Instant now) {
    var edge = latest.edge();
    long previous = edge.size();
    var full = extend(edge, until);
    var fresh = new HashMap<TileAddress, Tile>();
    full.forEach(placed -> fresh.put(placed.address(), placed.tile()));
    edge.partial().forEach(placed -> fresh.put(placed.address(), placed.tile()));
    var checkpoint =
        signer.next(
            latest.checkpoint(),
            edge.size(),
            edge.root(),
            consistency(previous, edge.size(), fresh),
            now.getEpochSecond());
    keep(previous, full, checkpoint, now);
    return new Reached(checkpoint, edge);
  }

  private List<Hash> consistency(long previous, long size, Map<TileAddress, Tile> fresh) {
    return new TiledTree(
            size,
            address -> {
              var tile = fresh.get(address);
              return tile == null ? stored.read(address) : tile;
            })
        .prover()
        .consistency(previous);
  }

  /// @return the tiles that became full
  private List<PlacedTile> extend(TileEdge edge, long until) {
    var full = new ArrayList<PlacedTile>();
    while (edge.size() < until) {
      int page = (int) Math.min(bounds.pageEvents(), until - edge.size());
      for (var leaf : leaves(edge.size(), page)) {
        full.addAll(edge.append(leaf.hash()));
      }
    }
    return full;
  }

  /// @throws LogChanged if one is missing or is not what was appended
  private List<StoredLeaf> leaves(long from, int count) {
    var leaves = Awaiting.result(log.leavesAfter(from - 1, count));
    for (int i = 0; i < count; i++) {
      if (i == leaves.size() || leaves.get(i).position() != from + i) {
        throw new LogChanged("the event at position " + (from + i) + " is gone");
      }
      if (!leaves.get(i).isUnchanged()) {
        throw new LogChanged("the event at position " + (from + i) + " was changed");
      }
    }
    return leaves;
  }

  /// Compares the next few tiles of events with the leaves that were signed. A tile that does not
  /// agree is looked at first after every start, so nothing is signed meanwhile.
  private void recheck(TileEdge edge) {
    long tiles = (edge.size() + TileAddress.FULL - 1) / TileAddress.FULL;
    if (recheckTile < 0) {
      recheckTile = rows.recheckFrom();
    }
    for (int i = 0; i < Math.min(tiles, bounds.recheckTiles()); i++) {
      recheckTile = recheckTile < tiles ? recheckTile : 0;
      try {
        recheck(edge, recheckTile);
      } catch (LogChanged | MissingTile e) {
        rows.recheckFrom(recheckTile);
        throw e;
      }
      recheckTile++;
      if (recheckTile % TileAddress.FULL == 0) {
        rows.recheckFrom(recheckTile);
      }
    }
  }

  private void recheck(TileEdge edge, long index) {
    var address = TileAddress.within(edge.size(), 0, index);
    var signed = address.isFull() ? stored.read(address) : edge.partial().getFirst().tile();
    var leaves = leaves(index * TileAddress.FULL, address.width());
    for (int i = 0; i < leaves.size(); i++) {
      if (!leaves.get(i).hash().equals(signed.hashes().get(i))) {
        throw new LogChanged(
            "the event at position "
                + leaves.get(i).position()
                + " is not the one that was signed");
      }
    }
  }
}
