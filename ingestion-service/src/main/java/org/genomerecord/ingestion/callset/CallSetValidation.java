package org.genomerecord.ingestion.callset;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.context.Context;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.genomerecord.ingestion.accession.SettleSubmission;
import org.genomerecord.ingestion.vcf.Assembly;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.genomerecord.ingestion.vcf.ValidationReport;
import org.genomerecord.ingestion.vcf.VcfBounds;
import org.genomerecord.ingestion.vcf.VcfExpectations;
import org.genomerecord.ingestion.vcf.VcfOutcome;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfValidation;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.AccessionEvent;
import org.genomerecord.record.event.AccessionEvent.CallSetAccepted;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionEvent.SubmissionRefused;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.CallSetId;
import org.genomerecord.record.seal.SubjectKey;
import org.genomerecord.record.seal.Vault;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.sourcing.Recording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Validates sealed files from the vault, a bounded number at a time and of each laboratory in
/// turn, and settles their accessions.
@ApplicationScoped
class CallSetValidation {
  private static final Logger LOG = LoggerFactory.getLogger(CallSetValidation.class);
  private static final String RECEIVED = EventTypes.schemaOf(SubmissionReceived.class);
  private static final String ACCEPTED = EventTypes.schemaOf(CallSetAccepted.class);

  private final Vault vault;
  private final Commands commands;
  private final VcfBounds bounds;
  private final Timer duration;
  private final int runningMax;
  private final int waitingMax;
  private final ReentrantLock turns = new ReentrantLock();
  private final FairQueue<Task> waiting;
  private int running;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<AccessionId, CompletableFuture<VcfOutcome>> started = new ConcurrentHashMap<>();

  /// A file to validate, with the key of its permit.
  private record Task(
      SubmissionReceived received,
      SubjectKey key,
      Attribution attribution,
      CompletableFuture<VcfOutcome> done,
      Context context) {}

  CallSetValidation(Vault vault, Commands commands, IngestionLimits limits, MeterRegistry metrics) {
    this.vault = vault;
    this.commands = commands;
    this.bounds = limits.bounds();
    this.runningMax = limits.validationsMax();
    this.waitingMax = limits.validationsWaitingMax();
    this.waiting = new FairQueue<>(waitingMax);
    this.duration =
        Timer.builder("ingestion.vcf.parse.duration")
            .description("Reading and validating one submitted file")
            .register(metrics);
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }

  /// Starts to validate a received file with the key of its permit; the key goes with the task.
  /// Does nothing if the accession is being validated. If too many wait, the latest of the
  /// laboratory with the most of them is taken up later.
  void start(SubmissionReceived received, SubjectKey key, Attribution attribution) {
    var task = new Task(received, key, attribution, new CompletableFuture<>(), Context.current());
    if (started.putIfAbsent(received.accession(), task.done()) != null) {
      return;
    }
    turns.lock();
    try {
      waiting.offer(received.lab(), task).forEach(this::leave);
      startWhatMay();
    } finally {
      turns.unlock();
    }
  }

  /// Not settled: it is taken up again, with a permit of its own.
  private void leave(Task task) {
    task.done().cancel(false);
    started.remove(task.received().accession(), task.done());
  }

  /// With the lock of the turns.
  private void startWhatMay() {
    while (running < runningMax && !threads.isShutdown()) {
      var next = waiting.next();
      if (next.isEmpty()) {
        return;
      }
      var task = next.get();
      running++;
      threads.execute(task.context().wrap(() -> run(task)));
    }
  }

  private void run(Task task) {
    try {
      task.done().complete(settle(task.received(), task.key(), task.attribution()));
    } catch (RuntimeException e) {
      LOG.error("validation failed, accession {}", task.received().accession(), e);
    } finally {
      leave(task);
      turns.lock();
      try {
        running--;
        startWhatMay();
      } finally {
        turns.unlock();
      }
    }
  }

  /// Whether one more may wait: each that does holds a subject key.
  boolean hasRoom() {
    turns.lock();
    try {
      return waiting.size() < waitingMax;
    } finally {
      turns.unlock();
    }
  }

  /// Whether a file of the accession is being validated by this process.
  boolean isRunning(AccessionId accession) {
    return started.containsKey(accession);
  }

  /// Waits for the validation that runs, if one does, at most so long. What it found is kept by
  /// nobody: it is there for those who wait, and empty for all others.
  Optional<VcfOutcome> await(AccessionId accession, long timeoutMillis) {
    var task = started.get(accession);
    if (task == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(task.get(timeoutMillis, TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException | CancellationException _) {
      // The status tells how far it is.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  private VcfOutcome settle(SubmissionReceived received, SubjectKey key, Attribution attribution) {
    var began = Timer.start();
    var outcome = validated(received, key);
    began.stop(duration);
    var event = event(received, outcome, key);
    var recorded =
        commands.send(
            new SettleSubmission(received.accession(), received.file(), event, attribution));
    if (recorded != null && event instanceof SubmissionRefused) {
      vault.remove(received.file());
    }
    return outcome;
  }

  private VcfOutcome validated(SubmissionReceived received, SubjectKey key) {
    var context =
        EventJson.read(
            new String(key.open(received.sealed(), RECEIVED), StandardCharsets.UTF_8),
            SubmittedContext.class);
    var expectations =
        new VcfExpectations(
            context.sample(),
            context.assembly() == null ? null : Assembly.named(context.assembly()).orElseThrow());
    try (var bytes = vault.open(key, received.file())) {
      return VcfValidation.validate(bytes, expectations, bounds);
    } catch (NoSuchFileException _) {
      LOG.error("the vault has lost the file of accession {}", received.accession());
      return new VcfOutcome.Refused(ValidationReport.of(ProblemCode.FILE_LOST));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AccessionEvent event(
      SubmissionReceived received, VcfOutcome outcome, SubjectKey key) {
    return switch (outcome) {
      case VcfOutcome.Accepted accepted -> accepted(received, accepted, key);
      case VcfOutcome.Refused refused -> refused(received, refused.problems().getFirst());
    };
  }

  private static CallSetAccepted accepted(
      SubmissionReceived received, VcfOutcome.Accepted accepted, SubjectKey key) {
    var event = Recording.newEventId();
    var context = EventJson.write(new CallSetContext(accepted.sample()));
    return new CallSetAccepted(
        received.accession(),
        received.lab(),
        received.patient(),
        new CallSetId(UUID.randomUUID().toString()),
        accepted.assembly().label(),
        accepted.recordCount(),
        accepted.warnings().stream().map(VcfProblem::code).distinct().toList(),
        received.file(),
        key.seal(event, ACCEPTED, context.getBytes(StandardCharsets.UTF_8)),
        Caller.now());
  }

  private static SubmissionRefused refused(SubmissionReceived received, VcfProblem problem) {
    return new SubmissionRefused(
        received.accession(),
        received.lab(),
        received.patient(),
        problem.code(),
        problem.line(),
        problem.reason(),
        Caller.now());
  }
}
