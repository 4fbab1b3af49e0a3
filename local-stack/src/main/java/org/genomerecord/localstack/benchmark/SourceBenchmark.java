package org.genomerecord.localstack.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.genomerecord.record.sourcing.Recording;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.Envelope;
import org.genomerecord.record.store.StoredEvent;
import org.jspecify.annotations.Nullable;

/// How long it takes to source one entity out of a large log, and whether memory stays flat while
/// all of it is read.
final class SourceBenchmark implements Benchmark {
  private static final int EVENTS_OF_AN_ENTITY = 100;
  private static final int EVENTS_LONG = 10_000_000;
  private static final int EVENTS_SHORT = 200_000;
  private static final int APPEND_EVENTS = 1_000;
  private static final int APPENDS_AT_ONCE = 4;
  private static final int PAGE_EVENTS = 1_000;
  private static final double P99_MILLIS_MAX = 5;

  /// Beyond what is used before: a page of events and what the driver holds.
  private static final double GROWTH_MIB_MAX = 64;

  private static final String LOG = "large";
  private static final String NOTE = "{\"note\":\"" + "n".repeat(501) + "\"}";

  @Override
  public String name() {
    return "source";
  }

  @Override
  public String about() {
    return "sourcing one entity of 100 events out of ten million, and reading them all";
  }

  @Override
  public List<Measurement> run(Workbench bench) throws Exception {
    int events = bench.brief() ? EVENTS_SHORT : EVENTS_LONG;
    var measurements = new ArrayList<Measurement>();
    var vertx = Vertx.vertx();
    try (var database = Database.start(bench, Map.of("shared_buffers", quarterOfMemory()))) {
      database.createLog(LOG);
      try (var log = EventLog.open(database, vertx, LOG)) {
        long begun = System.nanoTime();
        fill(bench, log, events);
        measurements.add(Measurement.count("source.events", log.size(), "events").atLeast(events));
        measurements.add(rate("source.filled", events, begun));
        database.execute(LOG, "VACUUM ANALYZE");
        database.execute(LOG, "CHECKPOINT");
        measurements.addAll(sourceOne(bench, log, events / EVENTS_OF_AN_ENTITY));
        measurements.add(sourceWithoutIndex(bench, database));
        measurements.addAll(followAll(bench, log, events));
        measurements.addAll(sourceAll(bench, log, events));
        measurements.add(holdOnTo(bench, log));
      }
    } finally {
      EventLog.await(vertx.close());
    }
    return measurements;
  }

  /// What PostgreSQL's documentation advises for a server of its own (section 19.4).
  private static String quarterOfMemory() {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return system.getTotalMemorySize() / 4 / (1 << 20) + "MB";
  }

  private static Measurement rate(String name, long events, long begun) {
    return Measurement.of(name, events / ((System.nanoTime() - begun) / 1e9), "1/s");
  }

  /// Through the engine, so that rows, index entries and hashes are those of a real log. The events
  /// of an entity lie far apart: each pass over all entities adds one event to each.
  private static void fill(Workbench bench, EventLog log, int events) {
    int entities = events / EVENTS_OF_AN_ENTITY;
    var underWay = new ArrayList<CompletableFuture<Long>>();
    for (int from = 0; from < events; from += APPEND_EVENTS) {
      var batch =
          IntStream.range(from, from + APPEND_EVENTS)
              .mapToObj(number -> event(number % entities))
              .toList();
      underWay.add(log.sequencer().append(new Append(batch, List.of(), -1)));
      if (underWay.size() == APPENDS_AT_ONCE) {
        underWay.removeFirst().join();
      }
      if (from > 0 && from % 1_000_000 == 0) {
        bench.say(String.format(Locale.ROOT, "%,d events", from));
      }
    }
    underWay.forEach(CompletableFuture::join);
  }

  private static Envelope event(int entity) {
    UUID id = Recording.newEventId();
    return new Envelope(
        id,
        "benchmark.Noted",
        "1",
        Specimens.ATTRIBUTION,
        List.of("accession:" + entity, "patient:" + entity / 4),
        NOTE);
  }

  private static List<Measurement> sourceOne(Workbench bench, EventLog log, int entities) {
    bench.say("sourcing one entity at a time");
    var engine = log.engine();
    var random = new Random(bench.seed());
    int times = bench.brief() ? 500 : 5_000;
    var latencies = new Latencies();
    for (int i = -times / 5; i < times; i++) {
      var criteria = EventCriteria.havingTags(Tag.of("accession", "" + random.nextInt(entities)));
      long begun = System.nanoTime();
      long found = count(engine, criteria, null);
      if (found != EVENTS_OF_AN_ENTITY) {
        throw new IllegalStateException("sourced " + found + " events");
      }
      if (i >= 0) {
        latencies.add(System.nanoTime() - begun);
      }
    }
    return List.of(
        Measurement.of("source.one.p50", latencies.percentileMillis(50), "ms"),
        Measurement.of("source.one.p99", latencies.percentileMillis(99), "ms")
            .atMost(P99_MILLIS_MAX),
        Measurement.of("source.one.p99.9", latencies.percentileMillis(99.9), "ms"));
  }

  /// The control: the same events, found by what no index has.
  private static Measurement sourceWithoutIndex(Workbench bench, Database database)
      throws SQLException {
    bench.say("sourcing one entity without an index");
    long begun = System.nanoTime();
    try (var connection = database.connect(LOG);
        var rows =
            connection
                .createStatement()
                .executeQuery("SELECT count(*) FROM event WHERE tags @> ARRAY['accession:0']")) {
      rows.next();
      if (rows.getLong(1) != EVENTS_OF_AN_ENTITY) {
        throw new IllegalStateException("found " + rows.getLong(1) + " events");
      }
    }
    return Measurement.of("source.one without index", (System.nanoTime() - begun) / 1e6, "ms")
        .controlAtLeast(P99_MILLIS_MAX);
  }

  /// The control: a reader that keeps what it reads.
  private static Measurement holdOnTo(Workbench bench, EventLog log) {
    bench.say("holding on to events");
    var watch = new HeapWatch(EVENTS_SHORT);
    var held = new ArrayList<StoredEvent>();
    while (held.size() < EVENTS_SHORT) {
      held.addAll(EventLog.await(log.reader().after(held.size() - 1L, PAGE_EVENTS)));
      watch.passed(held.size());
    }
    return Measurement.of(
            "source.heap-growth of " + held.size() + " held", watch.growthMib(), "MiB")
        .controlAtLeast(GROWTH_MIB_MAX);
  }

  /// Counts what is sourced.
  private static long count(
      EventStorageEngine engine, EventCriteria criteria, @Nullable HeapWatch watch) {
    return engine
        .source(SourcingCondition.conditionFor(criteria), null)
        .<Long>reduce(
            -1L, // The last message carries the marker and is no event.
            (counted, _) -> {
              if (watch != null) {
                watch.passed(counted);
              }
              return counted + 1;
            })
        .join();
  }

  /// As a subscriber reads: page after page.
  private static List<Measurement> followAll(Workbench bench, EventLog log, int events) {
    bench.say("following all events");
    var watch = new HeapWatch(events);
    long begun = System.nanoTime();
    long read = 0;
    var page = EventLog.await(log.reader().after(-1, PAGE_EVENTS));
    while (!page.isEmpty()) {
      read += page.size();
      watch.passed(read);
      page = EventLog.await(log.reader().after(page.getLast().position(), PAGE_EVENTS));
    }
    return figures("source.follow-all", read, events, begun, watch);
  }

  /// As a decision about everything would source.
  private static List<Measurement> sourceAll(Workbench bench, EventLog log, int events) {
    bench.say("sourcing all events");
    var watch = new HeapWatch(events);
    long begun = System.nanoTime();
    long read = count(log.engine(), EventCriteria.havingAnyTag(), watch);
    return figures("source.all", read, events, begun, watch);
  }

  private static List<Measurement> figures(
      String name, long read, int events, long begun, HeapWatch watch) {
    return List.of(
        Measurement.count(name + ".events", read, "events").atLeast(events),
        rate(name, read, begun),
        Measurement.of(name + ".heap-growth", watch.growthMib(), "MiB").atMost(GROWTH_MIB_MAX));
  }
}
