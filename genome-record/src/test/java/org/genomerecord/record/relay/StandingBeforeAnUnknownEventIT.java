package org.genomerecord.record.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.record.store.TestLog.answer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.genomerecord.record.edge.ReadinessOf;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.sourcing.Recording;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.Envelope;
import org.genomerecord.record.store.StoredEvent;
import org.genomerecord.record.store.TestLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StandingBeforeAnUnknownEventIT {
  private static final Attribution ATTRIBUTION =
      new Attribution(
          new Actor("lab-north", "lab", null), null, SampleDeliveries.AT, "request-1", null, null);

  /// What this release knows.
  sealed interface Steps {
    @Event(namespace = "test", name = "Stepped", version = "1")
    record Stepped(String foot) implements Steps {}
  }

  /// What the next one knows.
  sealed interface MoreSteps {
    @Event(namespace = "test", name = "Stepped", version = "1")
    record Stepped(String foot) implements MoreSteps {}

    @Event(namespace = "test", name = "Stepped", version = "2")
    record SteppedFar(String foot, int metres) implements MoreSteps {}

    @Event(namespace = "test", name = "Jumped", version = "1")
    record Jumped() implements MoreSteps {}
  }

  /// Remembers the positions of what it could read.
  private static final class Walk implements Projection {
    private final List<Long> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile EventTypes<?> types = EventTypes.of(Steps.class);

    void isUpgraded() {
      types = EventTypes.of(MoreSteps.class);
    }

    @Override
    public String name() {
      return "walk";
    }

    @Override
    public List<String> tables() {
      return List.of();
    }

    @Override
    public Uni<Void> apply(StoredEvent event) {
      var envelope = event.envelope();
      try {
        types.read(envelope.type(), envelope.version(), envelope.payload());
      } catch (RuntimeException e) {
        failures.incrementAndGet();
        throw e;
      }
      seen.add(event.position());
      return Uni.createFrom().voidItem();
    }
  }

  private final TestLog log = TestLog.create();
  private final AppendSequencer sequencer = log.sequencer();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Walk walk = new Walk();
  private final ProjectionRunner runner =
      new ProjectionRunner(
          log.pool(), log.reader(), sequencer, List.of(walk), metrics, this::applied);

  /// As [ProjectionPage], which needs a whole service around it.
  private long applied(String reader, long after, List<StoredEvent> page, Projection projection) {
    return Transaction.of(
        log.pool(),
        transaction -> {
          Awaiting.result(transaction.preparedQuery(Cursors.LOCK).execute(Tuple.of(reader)));
          page.forEach(event -> projection.apply(event).await().indefinitely());
          Cursors.move(transaction, reader, page.getLast().position());
          return page.getLast().position();
        });
  }

  @BeforeEach
  void start() {
    runner.start(new StartupEvent());
  }

  @AfterEach
  void close() {
    runner.stop(new ShutdownEvent());
    log.close();
  }

  private void append(String type, String version, String payload) {
    var event =
        new Envelope(Recording.newEventId(), type, version, ATTRIBUTION, List.of(), payload);
    answer(sequencer.append(new Append(List.of(event), List.of(), -1)));
  }

  private static void await(BooleanSupplier reached) {
    new Signal().awaitUntil(reached, 10, 20_000);
  }

  private long cursor() {
    return Cursors.read(log.pool(), "walk");
  }

  private double lag() {
    return metrics.get("record.projection.lag").tag("projection", "walk").gauge().value();
  }

  private void standsBeforeItAndGoesOnOnceUpgraded(String type, String version, String payload) {
    append("test.Stepped", "1", "{\"foot\":\"left\"}");
    await(() -> cursor() == 0);

    append(type, version, payload);
    append("test.Stepped", "1", "{\"foot\":\"right\"}");
    // Twice: it tried again and did not give up on it.
    await(() -> walk.failures.get() >= 2);

    assertThat(runner.standing()).containsExactly("walk");
    assertThat(ReadinessOf.projections(runner).getStatus()).isEqualTo(Status.DOWN);
    assertThat(ReadinessOf.projections(runner).getData())
        .hasValueSatisfying(standing -> assertThat(standing).containsEntry("standing", "walk"));
    assertThat(cursor()).isZero();
    assertThat(walk.seen).containsExactly(0L);
    assertThat(lag()).isEqualTo(2);

    walk.isUpgraded();
    await(() -> runner.standing().isEmpty());

    await(() -> lag() == 0);
    assertThat(walk.seen).containsExactly(0L, 1L, 2L);
    assertThat(cursor()).isEqualTo(2);
    assertThat(ReadinessOf.projections(runner).getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void aTypeThatNobodyKnows() {
    standsBeforeItAndGoesOnOnceUpgraded("test.Jumped", "1", "{}");
  }

  @Test
  void aVersionThatNobodyKnows() {
    standsBeforeItAndGoesOnOnceUpgraded("test.Stepped", "2", "{\"foot\":\"left\",\"metres\":2}");
  }
}
