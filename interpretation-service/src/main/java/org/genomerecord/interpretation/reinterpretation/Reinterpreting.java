package org.genomerecord.interpretation.reinterpretation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.interpretation.activation.KnowledgeReleases;
import org.genomerecord.interpretation.interpret.Interpreter;
import org.genomerecord.interpretation.issuance.AmendInterpretation;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.PurposeOfUse;
import org.genomerecord.record.permit.BulkDecisionRequest;
import org.genomerecord.record.permit.Permits;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Repeating;
import org.genomerecord.record.relay.StartOrder;
import org.genomerecord.record.seal.Vault;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Commands;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The background work of interpreting again whatever was interpreted with another release than the
/// active one: writes it down, has it looked at, and records the amendments.
@ApplicationScoped
public class Reinterpreting {
  private static final Logger LOG = LoggerFactory.getLogger(Reinterpreting.class);
  private static final Actor SERVICE = new Actor("interpretation-service", "service", null);
  private static final int UNRECORDED_PAGE = 100;
  private static final int ENLIST_PAGE = 10_000;
  private static final long RECORD_MILLIS = 500;
  private static final long COUNT_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long SOON_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Work work;
  private final Reinterpretation reinterpretation;
  private final Commands commands;
  private final Supplier<Interpreter> active;
  private final int parallelMax;
  private final long enlistNanos;
  private final Repeating repeating;
  private volatile Map<String, Long> counts = Map.of();
  private volatile String enlisted = "";
  private long enlistAt;
  private long countAt = System.nanoTime();

  Reinterpreting(
      Permits permits,
      Pool pool,
      Vault vault,
      Commands commands,
      KnowledgeReleases releases,
      MeterRegistry metrics,
      @ConfigProperty(name = "interpretation.reinterpretation.parallel-max", defaultValue = "2")
          int parallelMax,
      @ConfigProperty(name = "interpretation.reinterpretation.page-items", defaultValue = "20")
          int pageItems,
      @ConfigProperty(name = "interpretation.reinterpretation.attempts-max", defaultValue = "5")
          int attemptsMax,
      @ConfigProperty(name = "interpretation.reinterpretation.claim-lasts", defaultValue = "PT2M")
          Duration claimLasts,
      @ConfigProperty(name = "interpretation.reinterpretation.poll-millis", defaultValue = "2000")
          long pollMillis,
      @ConfigProperty(
              name = "interpretation.reinterpretation.enlist-interval",
              defaultValue = "PT1H")
          Duration enlistInterval) {
    if (parallelMax < 1 || pageItems < 1 || pageItems > BulkDecisionRequest.REQUESTS_MAX) {
      throw new IllegalStateException(
          "interpretation.reinterpretation: parallel-max is at least 1, page-items 1 to 100");
    }
    this.work = new Work(pool);
    this.commands = commands;
    this.active = releases::active;
    this.parallelMax = parallelMax;
    this.enlistNanos = enlistInterval.toNanos();
    this.reinterpretation =
        new Reinterpretation(
            requests -> permits.askAll(null, requests),
            releases::named,
            pool,
            vault,
            new Reinterpretation.Bounds(pageItems, attemptsMax, claimLasts),
            outcome ->
                metrics
                    .counter("interpretation.reinterpretation.outcomes", "outcome", outcome)
                    .increment());
    this.repeating = new Repeating(this::round, Reinterpreting::failed, pollMillis);
    Stream.of("waiting", "unrecorded", "denied", "failed")
        .forEach(state ->
            Gauge.builder(
                    "interpretation.reinterpretation.remaining",
                    () -> counts.getOrDefault(state, 0L))
                .description("Interpretations of the active release's work in this state")
                .tag("state", state)
                .register(metrics));
  }

  void start(@Observes @Priority(StartOrder.SERVICE) StartupEvent event) {
    repeating.start("reinterpretation");
  }

  void stop(@Observes ShutdownEvent event) {
    repeating.stop();
  }

  private static void failed(RuntimeException e) {
    if (e instanceof Refusal refusal) {
      LOG.warn("re-interpretation waits: {}", refusal.code());
    } else {
      LOG.error("re-interpretation failed; it is tried again", e);
    }
  }

  /// How far the work for the active release is.
  ///
  /// @param state `running`, or `idle`: nothing is waiting
  /// @param counts by outcome, and of what is `waiting` or `unrecorded`
  record Status(String release, String state, Map<String, Long> counts) {}

  /// Blocks.
  Status status() {
    var release = active.get().release();
    var now = work.counts(release);
    return new Status(
        release,
        !release.equals(enlisted)
                || now.getOrDefault("waiting", 0L) + now.getOrDefault("unrecorded", 0L) > 0
            ? "running"
            : "idle",
        now);
  }

  private void round() {
    record();
    var interpreter = active.get();
    enlistIfDue(interpreter.release());
    inParallel(() -> reinterpretation.lookAtAll(interpreter, repeating::isStopping));
    record();
    countIfDue(interpreter.release());
  }

  /// For the gauges. It reads all of the work.
  private void countIfDue(String release) {
    long now = System.nanoTime();
    if (now - countAt > 0) {
      counts = work.counts(release);
      countAt = now + COUNT_NANOS;
    }
  }

  /// When a release becomes active, soon after that, as an interpretation may have been under way,
  /// and now and then.
  private void enlistIfDue(String release) {
    long now = System.nanoTime();
    boolean isNew = !release.equals(enlisted);
    if (isNew || now - enlistAt > 0) {
      work.enlist(release, ENLIST_PAGE);
      enlisted = release;
      enlistAt = now + (isNew ? Math.min(SOON_NANOS, enlistNanos) : enlistNanos);
    }
  }

  /// Meanwhile amendments are recorded: reports change while others are still looked at.
  private void inParallel(Runnable looking) {
    var looks =
        Stream.generate(() -> onThread(looking))
            .limit(parallelMax)
            .toArray(CompletableFuture<?>[]::new);
    var all = CompletableFuture.allOf(looks);
    while (true) {
      try {
        all.get(RECORD_MILLIS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException _) {
        record();
        countIfDue(enlisted);
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException cause
            ? cause
            : new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
  }

  private static CompletableFuture<Void> onThread(Runnable work) {
    return CompletableFuture.runAsync(
        work, run -> Thread.ofVirtual().name("reinterpretation-look").start(run));
  }

  /// What was recorded and not noted as such is recorded once: what is in force is another then.
  private void record() {
    List<Work.Unrecorded> page;
    do {
      page = work.unrecorded(UNRECORDED_PAGE);
      for (var one : page) {
        commands.send(
            new AmendInterpretation(
                one.amendment().callSet(), one.amendment(), attribution(one.release())));
        work.recorded(one);
      }
    } while (page.size() == UNRECORDED_PAGE);
  }

  private static Attribution attribution(String release) {
    return new Attribution(
        SERVICE,
        PurposeOfUse.TREATMENT,
        Caller.now(),
        Reinterpretation.correlation(release),
        null,
        Caller.traceParent());
  }
}
