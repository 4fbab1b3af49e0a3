package org.genomerecord.record.log;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.genomerecord.ledger.checkpoint.SignedCheckpoint;
import org.genomerecord.ledger.tile.TiledTree;
import org.genomerecord.ledger.witness.WitnessAway;
import org.genomerecord.ledger.witness.WitnessClient;
import org.genomerecord.ledger.witness.WitnessRefused;
import org.genomerecord.record.relay.Signal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has one witness cosign the latest checkpoint, again and again, on a thread of its own: a witness
/// that is away delays nobody.
final class Cosigning {
  private static final Logger LOG = LoggerFactory.getLogger(Cosigning.class);

  private final WitnessAddress witness;
  private final LedgerRows rows;
  private final Supplier<@Nullable SignedCheckpoint> latest;
  private final Signal signed;
  private final HttpClient http;
  private final Duration timeout;
  private final long againMillis;
  private volatile Instant cosignedAt = Instant.now();
  private volatile boolean refused;
  private long cosignedSize;
  private boolean away;

  /// @param latest what is to be cosigned, null: nothing yet
  /// @param signed raised when there is something newer
  /// @param againMillis after which a witness that did not cosign is asked again
  Cosigning(
      WitnessAddress witness,
      LedgerRows rows,
      Supplier<@Nullable SignedCheckpoint> latest,
      Signal signed,
      HttpClient http,
      Duration timeout,
      long againMillis) {
    this.witness = witness;
    this.rows = rows;
    this.latest = latest;
    this.signed = signed;
    this.http = http;
    this.timeout = timeout;
    this.againMillis = againMillis;
  }

  /// When the witness cosigned last, by our clock; the start if it has not since then.
  Instant cosignedAt() {
    return cosignedAt;
  }

  /// Whether the witness said no when it was asked last: it knows another history, or not this log.
  boolean isRefused() {
    return refused;
  }

  /// Until the thread is interrupted.
  void run() {
    SignedCheckpoint done = null;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        long seen = signed.raises();
        var wanted = latest.get();
        if (wanted != null && !wanted.equals(done) && cosigned(wanted)) {
          done = wanted;
        }
        signed.await(seen, againMillis);
      }
    } catch (InterruptedException _) {
      // The service stops.
    }
  }

  private boolean cosigned(SignedCheckpoint wanted) throws InterruptedException {
    try {
      cosign(wanted);
      if (away) {
        LOG.info("witness {} cosigns again", witness.prefix());
      }
      away = false;
      refused = false;
      return true;
    } catch (WitnessRefused e) {
      if (!refused) {
        // 409 with a larger size and 422 are evidence: the witness has seen another history.
        LOG.error("witness {} refuses to cosign", witness.prefix(), e);
      }
      refused = true;
    } catch (WitnessAway | RuntimeException e) {
      if (!away) {
        LOG.warn("witness {} does not cosign", witness.prefix(), e);
      }
      away = true;
    }
    return false;
  }

  private void cosign(SignedCheckpoint wanted)
      throws WitnessRefused, WitnessAway, InterruptedException {
    long size = wanted.checkpoint().size();
    var tree = new TiledTree(size, new StoredTiles(rows)).prover();
    var lines =
        new WitnessClient(http, witness.prefix(), witness.verifiers(), timeout)
            .cosign(wanted, cosignedSize, tree::consistency);
    var now = Instant.now();
    rows.keep(size, lines, now);
    cosignedSize = size;
    cosignedAt = now;
  }
}
