package org.genomerecord.record.log;

import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.genomerecord.ledger.checkpoint.LogSigner;
import org.genomerecord.ledger.checkpoint.SignedCheckpoint;
import org.genomerecord.record.log.Notary.Round;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Recording;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.Envelope;
import org.genomerecord.record.store.TestLog;

/// A log of its own with the instance that appends to it and the notary that signs it.
final class KeptLog implements AutoCloseable {
  static final String ORIGIN = "log.example/test";
  static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  static final LedgerBounds BOUNDS = new LedgerBounds(20_000, 100, 4);

  private static final Path KEYS = temporaryFolder();
  static final LogSigner SIGNER = LedgerKeys.signer(KEYS, ORIGIN, false);

  private static final Attribution ATTRIBUTION =
      new Attribution(
          new Actor("olga", "compliance-officer", null), null, NOW, "request-1", null, null);

  final TestLog log = TestLog.create();
  final LedgerRows rows = new LedgerRows(log.pool());
  AppendSequencer sequencer = log.sequencer();
  Notary notary = notaryOf(sequencer);

  static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("ledger");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Notary notaryOf(AppendSequencer instance) {
    return notaryOf(instance, BOUNDS);
  }

  Notary notaryOf(AppendSequencer instance, LedgerBounds bounds) {
    return new Notary(rows, log.reader(), SIGNER, instance.epoch(), bounds);
  }

  /// Another instance takes over, as after a restart.
  void restart() {
    sequencer = log.sequencer();
    notary = notaryOf(sequencer);
  }

  static Envelope event(String payload) {
    return new Envelope(
        UUID.fromString(Recording.newEventId().toString()),
        "test.Happened",
        "1",
        ATTRIBUTION,
        List.of("patient:p1"),
        payload);
  }

  void append(int events) {
    var all = IntStream.range(0, events).mapToObj(i -> event("{\"n\":" + i + "}")).toList();
    for (int from = 0; from < events; from += 100) {
      TestLog.answer(
          sequencer.append(
              new Append(all.subList(from, Math.min(events, from + 100)), List.of(), -1)));
    }
  }

  Round round() {
    return notary.round(NOW, false);
  }

  SignedCheckpoint signed() {
    var round = round();
    while (round.behind()) {
      round = round();
    }
    return round.checkpoint();
  }

  /// As somebody does who owns the database.
  void asOwner(String sql) {
    Awaiting.result(
        log.pool()
            .withTransaction(connection ->
                connection
                    .query("SET LOCAL session_replication_role = replica")
                    .execute()
                    .compose(_ -> connection.preparedQuery(sql).execute(Tuple.tuple()))));
  }

  @Override
  public void close() {
    log.close();
  }
}
