package org.genomerecord.localstack.benchmark;

import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.genomerecord.record.event.AccessionEvent.CallSetAccepted;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.CallSetId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.event.VaultFile;
import org.genomerecord.record.relay.Relay;
import org.genomerecord.record.relay.Topic;
import org.genomerecord.record.relay.WireEvent;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.sourcing.Recording;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.Envelope;
import org.genomerecord.record.store.StoredEvent;

/// How long after its append was acknowledged an event is visible in the audit trail, through
/// Kafka, at 2,000 events a second.
///
/// The benchmark writes and relays the log of ingestion-service; consent-service is the real one. A
/// row is visible once its transaction is committed; PostgreSQL notes that time for each, and it is
/// the clock of this machine. That note is made just before the commit is flushed, so a figure is
/// too small by one flush, which is a tenth of a millisecond to a few.
final class LagBenchmark implements Benchmark {
  private static final int EVENTS_PER_SECOND = 2_000;
  private static final int PATIENTS = 1_000;

  /// A writer that is held up falls behind its pace, which is a goal too, instead of being refused.
  private static final int UNANSWERED_MAX = 4_000;

  private static final double LAG_MILLIS_MAX = 250;
  private static final long CAUGHT_UP_SECONDS_MAX = 120;

  /// Until the virtual machines have compiled what they run, they need the processors for that.
  private static final int WARM_UP_SECONDS = 30;

  /// How long the negative control sends events.
  private static final int CONTROL_SECONDS = 1;

  @Override
  public String name() {
    return "lag";
  }

  @Override
  public String about() {
    return "from an acknowledged append to the row in the audit trail, through Kafka, at 2,000 events/s";
  }

  @Override
  public List<Measurement> run(Workbench bench) throws Exception {
    try (var stack = LagStack.start(bench)) {
      bench.note("warm-up", WARM_UP_SECONDS + " s, not counted but for its longest lag");
      stack.startConsentService();
      var figures =
          measure(bench, stack, WARM_UP_SECONDS, bench.brief() ? 10 : 60, LagBenchmark::together);
      bench.say(
          "p99 %.1f ms at %.0f events a second"
              .formatted(figures.lags().percentileMillis(99), figures.perSecond()));
      var control = measure(bench, stack, 0, CONTROL_SECONDS, LagBenchmark::oneByOne);
      return List.of(
          Measurement.of("lag.rate", figures.perSecond(), "1/s").atLeast(EVENTS_PER_SECOND * 0.99),
          Measurement.of("lag.p50", figures.lags().percentileMillis(50), "ms"),
          Measurement.of("lag.p99", figures.lags().percentileMillis(99), "ms")
              .atMost(LAG_MILLIS_MAX),
          Measurement.of("lag.p99.9", figures.lags().percentileMillis(99.9), "ms"),
          Measurement.of("lag.missing", (double) figures.missing(), "events").atMost(0),
          Measurement.of("lag.longest of warm-up", figures.warmUp().percentileMillis(100), "ms"),
          Measurement.of("lag.p99 relayed one by one", control.lags().percentileMillis(99), "ms")
              .controlAtLeast(LAG_MILLIS_MAX));
    }
  }

  /// @param missing events that were acknowledged and are not in the trail
  private record Lags(double perSecond, Latencies warmUp, Latencies lags, long missing) {}

  private static Lags measure(
      Workbench bench,
      LagStack stack,
      int warmUpSeconds,
      int seconds,
      Function<KafkaProducer<String, String>, Topic> publishing)
      throws Exception {
    var vertx = Vertx.vertx();
    var pool =
        Database.pool(
            vertx,
            stack.stack().port("postgresql"),
            "ingestion",
            "ingestion",
            stack.stack().secret("ingestion"),
            16);
    try (var log = EventLog.open(pool);
        var producer = producer(stack)) {
      var relay = new Relay(pool, log.reader(), publishing.apply(producer));
      var ended = log.sequencer().onCommit(relay::committed);
      relay.start();
      try {
        long before = log.size();
        int warmUp = EVENTS_PER_SECOND * warmUpSeconds;
        int events = warmUp + EVENTS_PER_SECOND * seconds;
        bench.say(events + " events, " + EVENTS_PER_SECOND + " a second");
        var acknowledged = new AtomicLongArray(events);
        double perSecond = write(log, acknowledged, before, bench.seed());
        return lags(stack, acknowledged, before, warmUp, perSecond);
      } finally {
        ended.run();
        relay.stop();
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
  }

  private static KafkaProducer<String, String> producer(LagStack stack) {
    var settings = new Properties();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, stack.stack().kafka());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }

  private static Topic together(KafkaProducer<String, String> producer) {
    return page ->
        CompletableFuture.allOf(
            page.stream().map(event -> send(producer, event)).toArray(CompletableFuture<?>[]::new));
  }

  /// Each event once the one before it was acknowledged: simple, and what pages are there to avoid.
  private static Topic oneByOne(KafkaProducer<String, String> producer) {
    return page -> {
      var sent = CompletableFuture.<Void>completedFuture(null);
      for (var event : page) {
        sent = sent.thenCompose(_ -> send(producer, event));
      }
      return sent;
    };
  }

  private static CompletableFuture<Void> send(
      KafkaProducer<String, String> producer, StoredEvent event) {
    var sent = new CompletableFuture<Void>();
    var message =
        new ProducerRecord<>(
            "ingestion.events", WireEvent.keys(event).getFirst(), WireEvent.write(event));
    var _ =
        producer.send(
            message,
            (_, failure) -> {
              if (failure == null) {
                sent.complete(null);
              } else {
                sent.completeExceptionally(failure);
              }
            });
    return sent;
  }

  /// Appends at a steady pace, however long the answers take, and notes when each came.
  ///
  /// @param acknowledged microseconds of the clock, by position from `before` on
  /// @return events a second that were begun
  private static double write(EventLog log, AtomicLongArray acknowledged, long before, long seed)
      throws Exception {
    var random = new Random(seed);
    var answers = new CompletableFuture<?>[acknowledged.length()];
    var unanswered = new Semaphore(UNANSWERED_MAX);
    long begun = System.nanoTime();
    for (int i = 0; i < answers.length; i++) {
      long due = begun + i * TimeUnit.SECONDS.toNanos(1) / EVENTS_PER_SECOND;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      unanswered.acquire();
      answers[i] =
          log.sequencer()
              .append(new Append(List.of(event(random)), List.of(), -1))
              .thenAccept(
                  position -> acknowledged.set((int) (position - before), micros(Instant.now())))
              .whenComplete((_, _) -> unanswered.release());
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    CompletableFuture.allOf(answers).get(60, TimeUnit.SECONDS);
    return answers.length / seconds;
  }

  private static long micros(Instant at) {
    return TimeUnit.SECONDS.toMicros(at.getEpochSecond()) + at.getNano() / 1_000;
  }

  private static Envelope event(Random random) {
    var id = Recording.newEventId();
    var patient = new Pseudonym("p-%08d".formatted(random.nextInt(PATIENTS)));
    var now = Instant.now();
    var ciphertext = new byte[96];
    random.nextBytes(ciphertext);
    var event =
        new CallSetAccepted(
            new AccessionId(id.toString()),
            "bench-lab",
            patient,
            new CallSetId(new UUID(random.nextLong(), random.nextLong()).toString()),
            "GRCh38",
            1_000,
            List.of(),
            new VaultFile("0123456789abcdef".repeat(4), 1_000, 1, id.toString()),
            Sealed.of(id, 1, ciphertext),
            now,
            null);
    var name = EventTypes.nameOf(CallSetAccepted.class);
    return new Envelope(
        id,
        name.name(),
        name.version(),
        new Attribution(
            new Actor("lab-north", "lab", "bench-lab"), "TREAT", now, id.toString(), null, null),
        List.of("accession:" + id, "lab:bench-lab", "patient:" + patient),
        EventJson.write(event));
  }

  private static Lags lags(
      LagStack stack, AtomicLongArray acknowledged, long before, int warmUp, double perSecond)
      throws Exception {
    long last = before + acknowledged.length() - 1;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CAUGHT_UP_SECONDS_MAX);
    while (rows(stack, before) < acknowledged.length()) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("the audit trail has not come to position " + last);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
    }
    var warm = new Latencies();
    var lags = new Latencies();
    try (var connection = stack.connect("consent");
        var statement =
            connection.prepareStatement(
                "SELECT position, (extract(epoch FROM pg_xact_commit_timestamp(xmin)) * 1000000)::bigint"
                    + " FROM audit_entry WHERE log = 'ingestion.events' AND position >= ?")) {
      statement.setLong(1, before);
      int seen = 0;
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          int index = (int) (rows.getLong(1) - before);
          seen++;
          (index < warmUp ? warm : lags)
              .add(TimeUnit.MICROSECONDS.toNanos(rows.getLong(2) - acknowledged.get(index)));
        }
      }
      return new Lags(perSecond, warm, lags, acknowledged.length() - seen);
    }
  }

  private static long rows(LagStack stack, long from) throws SQLException {
    try (var connection = stack.connect("consent");
        var statement =
            connection.prepareStatement(
                "SELECT count(*) FROM audit_entry WHERE log = 'ingestion.events' AND position >= ?")) {
      statement.setLong(1, from);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}
