package org.genomerecord.record.edge;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import io.vertx.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.relay.StartOrder;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.LogReader;
import org.genomerecord.record.store.PostgresEventStorageEngine;

/// Wires the event log of a service.
@ApplicationScoped
public class RecordBeans {

  @Produces
  @Singleton
  LogReader log(Pool pool) {
    return new LogReader(pool);
  }

  @Produces
  @Singleton
  AppendSequencer sequencer(
      Pool pool,
      MeterRegistry metrics,
      @ConfigProperty(name = "genome.record.append-batch-requests-max", defaultValue = "256")
          int batchRequestsMax,
      @ConfigProperty(name = "genome.record.append-queue-requests-max", defaultValue = "10000")
          int queueRequestsMax) {
    var sequencer = new AppendSequencer(pool, batchRequestsMax, queueRequestsMax);
    Gauge.builder("record.append.queued", sequencer, AppendSequencer::queued)
        .description("Append requests that wait for a batch")
        .baseUnit("requests")
        .register(metrics);
    var duration =
        Timer.builder("record.append.duration")
            .description(
                "From when a batch of appends is formed until each request is decided and durable")
            .publishPercentiles(0.5, 0.99)
            .register(metrics);
    var batch =
        DistributionSummary.builder("record.append.batch")
            .description("Append requests in one transaction")
            .baseUnit("requests")
            .register(metrics);
    sequencer.onBatch((requests, nanos) -> {
      duration.record(nanos, TimeUnit.NANOSECONDS);
      batch.record(requests);
    });
    return sequencer;
  }

  @Produces
  @Singleton
  PostgresEventStorageEngine engine(AppendSequencer sequencer, LogReader log) {
    return new PostgresEventStorageEngine(sequencer, log);
  }

  void start(@Observes @Priority(StartOrder.STORE) StartupEvent event, AppendSequencer sequencer) {
    Awaiting.result(sequencer.start());
  }
}
