package org.genomerecord.record.log;

import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.genomerecord.record.event.AccessEvent.LedgerRead;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.AppendSequencer;

/// Records that an officer reads the entries of the log: once for each officer and hour, so that an
/// export of many bundles does not itself become most of the log.
@ApplicationScoped
public class LedgerReads {
  private static final Duration ONE_READING = Duration.ofHours(1);
  private static final int READERS_MAX = 1_000;

  private final AppendSequencer sequencer;
  private final LedgerSettings settings;
  private final Map<String, Instant> recordedAt =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > READERS_MAX;
        }
      };

  LedgerReads(AppendSequencer sequencer, LedgerSettings settings) {
    this.sequencer = sequencer;
    this.settings = settings;
  }

  /// Returns when the reading is on record.
  ///
  /// @param size of the log that can be read
  /// @throws Refusal if it cannot be recorded: then nothing may be read
  void record(Attribution attribution, long size) {
    var reader = attribution.actor().id();
    var now = attribution.at();
    synchronized (recordedAt) {
      var before = recordedAt.get(reader);
      if (before != null && before.plus(ONE_READING).isAfter(now)) {
        return;
      }
    }
    append(attribution, size);
    synchronized (recordedAt) {
      recordedAt.remove(reader);
      recordedAt.put(reader, now);
    }
  }

  private void append(Attribution attribution, long size) {
    var read = new LedgerRead(settings.log(), size, attribution.at());
    Awaiting.result(
        Future.fromCompletionStage(sequencer.append(Append.fact(read, attribution, List.of()))));
  }
}
