package org.genomerecord.record.relay;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.TracingMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.LogReader;
import org.genomerecord.record.store.StoredEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The outbox: publishes the log to the service's own topic in order, at least once.
///
/// One relay is active for a log at a time: it holds a PostgreSQL advisory lock on a connection of
/// its own. The cursor moves only after Kafka acknowledged, so a crash repeats events and never
/// skips one.
@ApplicationScoped
public class KafkaRelay {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaRelay.class);
  private static final String READER = "relay";

  /// Events about no patient share a key too: consumers rely on the order of each key.
  private static final String NOBODY = "-";

  private static final int PAGE_EVENTS = 256;
  private static final long POLL_MILLIS = 200;
  private static final long PAUSE_AFTER_FAILURE_MILLIS = 1_000;
  private static final long ADVISORY_LOCK = 0x67656e6f6d65L;

  private final Pool pool;
  private final LogReader log;
  private final AppendSequencer sequencer;
  private final MutinyEmitter<String> topic;
  private final Duration sendTimeout;
  private final Signal committed = new Signal();
  private final Signal stop = new Signal();
  private @Nullable Thread thread;
  private volatile boolean stopping;

  KafkaRelay(
      Pool pool,
      LogReader log,
      AppendSequencer sequencer,
      @Channel("record-out") MutinyEmitter<String> topic,
      @ConfigProperty(name = "genome.record.relay-send-timeout-millis", defaultValue = "30000")
          long sendTimeoutMillis) {
    this.pool = pool;
    this.log = log;
    this.sequencer = sequencer;
    this.topic = topic;
    this.sendTimeout = Duration.ofMillis(sendTimeoutMillis);
  }

  void start(@Observes @Priority(StartOrder.RELAY) StartupEvent event) {
    sequencer.onCommit(committed::raise);
    thread = Thread.ofVirtual().name("relay").start(this::run);
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
    stop.raise();
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void run() {
    while (!stopping) {
      try {
        relayWhileLocked();
      } catch (InterruptedException _) {
        return;
      } catch (RuntimeException e) {
        if (stopping) {
          return;
        }
        LOG.warn("relay interrupted; it goes on from its cursor", e);
        pause(PAUSE_AFTER_FAILURE_MILLIS);
      }
    }
  }

  private void pause(long millis) {
    try {
      stop.await(0, millis);
    } catch (InterruptedException _) {
      stopping = true;
    }
  }

  private void relayWhileLocked() throws InterruptedException {
    var connection = Awaiting.result(pool.getConnection());
    try {
      if (!lock(connection)) {
        pause(PAUSE_AFTER_FAILURE_MILLIS);
        return;
      }
      long cursor = Cursors.read(connection, READER);
      while (!stopping) {
        long seen = committed.raises();
        var page = Awaiting.result(log.after(cursor, PAGE_EVENTS));
        if (page.isEmpty()) {
          // Proves that the connection, and the lock with it, is still ours.
          Awaiting.result(connection.query("SELECT 1").execute());
          committed.await(seen, POLL_MILLIS);
        } else {
          publish(page);
          cursor = page.getLast().position();
          Cursors.move(connection, READER, cursor);
        }
      }
    } finally {
      // Closing a pooled connection keeps its session lock: give the lock back first.
      connection
          .preparedQuery("SELECT pg_advisory_unlock($1)")
          .execute(Tuple.of(ADVISORY_LOCK))
          .onComplete(_ -> connection.close());
    }
  }

  private static boolean lock(SqlConnection connection) {
    return Awaiting.result(
            connection
                .preparedQuery("SELECT pg_try_advisory_lock($1) AS locked")
                .execute(Tuple.of(ADVISORY_LOCK)))
        .iterator()
        .next()
        .getBoolean("locked");
  }

  private void publish(List<StoredEvent> page) {
    Uni.join()
        .all(page.stream().map(event -> topic.sendMessage(message(event))).toList())
        .andFailFast()
        .await()
        .atMost(sendTimeout);
  }

  private static Message<String> message(StoredEvent event) {
    var patient = event.envelope().tag("patient");
    return Message.of(WireEvent.write(event))
        .addMetadata(
            OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(patient == null ? NOBODY : patient)
                .build())
        .addMetadata(TracingMetadata.withCurrent(trace(event)));
  }

  private static Context trace(StoredEvent event) {
    var traceParent = event.envelope().attribution().traceParent();
    return traceParent == null
        ? Context.root()
        : W3CTraceContextPropagator.getInstance()
            .extract(Context.root(), Map.of("traceparent", traceParent), MapGetter.INSTANCE);
  }

  private enum MapGetter implements TextMapGetter<Map<String, String>> {
    INSTANCE;

    @Override
    public Iterable<String> keys(Map<String, String> carrier) {
      return carrier.keySet();
    }

    @Override
    public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
      return carrier == null ? null : carrier.get(key);
    }
  }
}
