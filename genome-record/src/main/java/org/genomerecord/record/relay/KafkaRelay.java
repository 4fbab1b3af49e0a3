package org.genomerecord.record.relay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
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
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.LogReader;
import org.genomerecord.record.store.StoredEvent;
import org.jspecify.annotations.Nullable;

/// Runs the service's [Relay] on its Kafka channel `record-out`.
@ApplicationScoped
public class KafkaRelay {
  private final AppendSequencer sequencer;
  private final MutinyEmitter<String> channel;
  private final Relay relay;

  KafkaRelay(
      Pool pool,
      LogReader log,
      AppendSequencer sequencer,
      @Channel("record-out") MutinyEmitter<String> channel,
      MeterRegistry metrics) {
    this.sequencer = sequencer;
    this.channel = channel;
    this.relay = new Relay(pool, log, this::send);
    Gauge.builder("record.relay.lag", relay, Relay::lagEvents)
        .description("Events in the log that the topic has not acknowledged")
        .baseUnit("events")
        .register(metrics);
    Gauge.builder("record.relay.age", relay, Relay::oldestUnpublishedSeconds)
        .description("Time since the oldest event that is not acknowledged was recorded")
        .baseUnit("seconds")
        .register(metrics);
  }

  void start(@Observes @Priority(StartOrder.RELAY) StartupEvent event) {
    sequencer.onCommit(relay::committed);
    relay.start();
  }

  void stop(@Observes ShutdownEvent event) {
    relay.stop();
  }

  private CompletionStage<?> send(List<StoredEvent> page) {
    return Uni.join()
        .all(
            page.stream()
                .flatMap(event -> WireEvent.keys(event).stream().map(key -> message(event, key)))
                .map(channel::sendMessage)
                .toList())
        .andFailFast()
        .subscribeAsCompletionStage();
  }

  private static Message<String> message(StoredEvent event, String key) {
    return Message.of(WireEvent.write(event))
        .addMetadata(OutgoingKafkaRecordMetadata.<String>builder().withKey(key).build())
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
