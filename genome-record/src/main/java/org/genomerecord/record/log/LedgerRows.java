package org.genomerecord.record.log;

import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.genomerecord.ledger.checkpoint.SignedCheckpoint;
import org.genomerecord.ledger.note.NoteSignature;
import org.genomerecord.ledger.tile.PlacedTile;
import org.genomerecord.ledger.tile.Tile;
import org.genomerecord.ledger.tree.Hash;
import org.genomerecord.record.relay.Awaiting;
import org.jspecify.annotations.Nullable;

/// Reads and writes the tables of the ledger. Waits for the database: on virtual or worker threads
/// only.
final class LedgerRows {
  private static final String REPLACED = "GR002";
  private static final String NOT_LATEST = "GR003";

  /// Where the checking of what was signed before stands, in `log_cursor`.
  private static final String RECHECK = "ledger recheck";

  private static final String SERVED =
      "SELECT c.size, c.note, array(SELECT s.line FROM ledger_cosignature s WHERE s.size = c.size"
          + " ORDER BY s.name, s.key_id) AS lines FROM ledger_checkpoint c";

  private final Pool pool;

  LedgerRows(Pool pool) {
    this.pool = pool;
  }

  private RowSet<Row> query(String sql, Tuple arguments) {
    return Awaiting.result(pool.preparedQuery(sql).execute(arguments));
  }

  LogHead head() {
    var row =
        query(
                "SELECT epoch, next_position,"
                    + " (SELECT note FROM ledger_checkpoint ORDER BY size DESC LIMIT 1) AS note"
                    + " FROM log_head",
                Tuple.tuple())
            .iterator()
            .next();
    return new LogHead(row.getLong("epoch"), row.getLong("next_position"), row.getString("note"));
  }

  /// Keeps a checkpoint and the tiles that became full, all or nothing.
  ///
  /// @param previous size of the checkpoint before, null for the first
  /// @return whether it is kept; not if another one is the latest
  /// @throws Replaced if a newer instance has the log
  boolean keep(
      long epoch,
      @Nullable Long previous,
      List<PlacedTile> full,
      SignedCheckpoint checkpoint,
      Instant signedAt) {
    var arguments =
        Tuple.tuple()
            .addLong(epoch)
            .addLong(previous)
            .addArrayOfShort(
                full.stream().map(placed -> (short) placed.address().level()).toArray(Short[]::new))
            .addArrayOfLong(
                full.stream().map(placed -> placed.address().index()).toArray(Long[]::new))
            .addArrayOfBuffer(
                full.stream()
                    .map(placed -> Buffer.buffer(placed.tile().bytes()))
                    .toArray(Buffer[]::new))
            .addLong(checkpoint.checkpoint().size())
            .addString(checkpoint.format())
            .addOffsetDateTime(signedAt.atOffset(ZoneOffset.UTC));
    try {
      query("SELECT keep_checkpoint($1, $2, $3, $4, $5, $6, $7, $8)", arguments);
      return true;
    } catch (PgException e) {
      if (REPLACED.equals(e.getSqlState())) {
        throw new Replaced();
      }
      if (NOT_LATEST.equals(e.getSqlState())) {
        return false;
      }
      throw e;
    }
  }

  /// Keeps cosignatures, in the place of earlier ones by the same keys.
  void keep(long size, List<NoteSignature> cosignatures, Instant at) {
    for (var line : cosignatures) {
      query(
          "INSERT INTO ledger_cosignature (size, name, key_id, line, cosigned_at)"
              + " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (size, name, key_id)"
              + " DO UPDATE SET line = EXCLUDED.line, cosigned_at = EXCLUDED.cosigned_at",
          Tuple.of(size, line.name(), line.keyId(), line.line(), at.atOffset(ZoneOffset.UTC)));
    }
  }

  /// The latest checkpoint with its cosignatures, or null before the first.
  @Nullable SignedCheckpoint latest() {
    var rows = query(SERVED + " ORDER BY c.size DESC LIMIT 1", Tuple.tuple());
    return rows.size() == 0 ? null : served(rows.iterator().next());
  }

  /// Of the latest checkpoint; null before the first.
  @Nullable Long size() {
    return query("SELECT max(size) AS size FROM ledger_checkpoint", Tuple.tuple())
        .iterator()
        .next()
        .getLong("size");
  }

  /// At most `limit` checkpoints of more than a size, with their cosignatures, smallest first.
  List<SignedCheckpoint> after(long size, int limit) {
    var rows = query(SERVED + " WHERE c.size > $1 ORDER BY c.size LIMIT $2", Tuple.of(size, limit));
    return StreamSupport.stream(rows.spliterator(), false).map(LedgerRows::served).toList();
  }

  private static SignedCheckpoint served(Row row) {
    var lines = List.of(row.getArrayOfStrings("lines"));
    return SignedCheckpoint.parse(row.getString("note"))
        .with(lines.stream().map(NoteSignature::parse).toList());
  }

  /// Removes all but the last checkpoint of each hour that has been over since before an instant.
  void thin(Instant before) {
    query(
        "DELETE FROM ledger_checkpoint c WHERE c.signed_at < $1 AND EXISTS"
            + " (SELECT FROM ledger_checkpoint later WHERE later.size > c.size"
            + " AND later.signed_at >= date_trunc('hour', c.signed_at, 'UTC')"
            + " AND later.signed_at < date_trunc('hour', c.signed_at, 'UTC') + interval '1 hour')",
        Tuple.of(before.atOffset(ZoneOffset.UTC)));
  }

  /// A full tile, or null if it is not full yet.
  @Nullable Tile fullTile(int level, long index) {
    var tiles = fullTiles(level, index, 1);
    return tiles.isEmpty() ? null : tiles.getFirst();
  }

  /// Full tiles that follow each other, as many as there are from the first on.
  ///
  /// @throws org.genomerecord.ledger.text.Malformed if one is no tile
  List<Tile> fullTiles(int level, long from, int count) {
    var rows =
        query(
            "SELECT index, hashes FROM ledger_tile WHERE level = $1 AND index >= $2 AND index < $3"
                + " ORDER BY index",
            Tuple.of((short) level, from, from + count));
    var tiles = new ArrayList<Tile>();
    for (var row : rows) {
      if (row.getLong("index") == from + tiles.size()) {
        tiles.add(Tile.parse(row.getBuffer("hashes").getBytes()));
      }
    }
    return tiles;
  }

  /// Leaf hashes as they were stored with the events, as many as there are from the first on.
  List<Hash> leafHashes(long from, int count) {
    var rows =
        query(
            "SELECT position, leaf_hash FROM event WHERE position >= $1 AND position < $2"
                + " ORDER BY position",
            Tuple.of(from, from + count));
    var hashes = new ArrayList<Hash>();
    for (var row : rows) {
      if (row.getLong("position") == from + hashes.size()) {
        hashes.add(Hash.of(row.getBuffer("leaf_hash").getBytes()));
      }
    }
    return hashes;
  }

  /// Tile of level 0 to be checked next.
  long recheckFrom() {
    var rows = query("SELECT position FROM log_cursor WHERE reader = $1", Tuple.of(RECHECK));
    return rows.size() == 0 ? 0 : rows.iterator().next().getLong("position");
  }

  void recheckFrom(long tile) {
    query(
        "INSERT INTO log_cursor (reader, position) VALUES ($1, $2)"
            + " ON CONFLICT (reader) DO UPDATE SET position = EXCLUDED.position",
        Tuple.of(RECHECK, tile));
  }
}
