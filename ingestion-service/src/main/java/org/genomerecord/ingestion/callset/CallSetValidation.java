package org.genomerecord.ingestion.callset;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.context.Context;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
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
import org.genomerecord.ingestion.accession.ValidationsUnderWay;
import org.genomerecord.ingestion.expression.ExpressionOutcome;
import org.genomerecord.ingestion.fingerprint.Fingerprints;
import org.genomerecord.ingestion.fingerprint.Fingerprints.Kept;
import org.genomerecord.ingestion.outside.FileFormat;
import org.genomerecord.ingestion.outside.OutsideOutcome;
import org.genomerecord.ingestion.report.KeptReports;
import org.genomerecord.ingestion.upkeep.OldReports;
import org.genomerecord.ingestion.upkeep.StaleFingerprints;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.genomerecord.ingestion.vcf.ValidationReport;
import org.genomerecord.ingestion.vcf.VcfOutcome;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.genomerecord.ingestion.vcf.Verdict;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.AccessionEvent;
import org.genomerecord.record.event.AccessionEvent.CallSetAccepted;
import org.genomerecord.record.event.AccessionEvent.ExpressionPanelAccepted;
import org.genomerecord.record.event.AccessionEvent.OutsideCallsAccepted;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionEvent.SubmissionRefused;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.CallSetId;
import org.genomerecord.record.permit.PatientIdentifier;
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
public class CallSetValidation {
  private static final Logger LOG = LoggerFactory.getLogger(CallSetValidation.class);
  private static final String ACCEPTED = EventTypes.schemaOf(CallSetAccepted.class);
  private static final String OUTSIDE_ACCEPTED = EventTypes.schemaOf(OutsideCallsAccepted.class);
  private static final String PANEL_ACCEPTED = EventTypes.schemaOf(ExpressionPanelAccepted.class);

  /// A file of four segments: of a smaller one, reading by regions would open as much.
  private static final long INDEXED_BYTES_MIN = 4L << 20;

  private final Vault vault;
  private final Commands commands;
  private final Fingerprints fingerprints;
  private final StaleFingerprints stale;
  private final KeptReports reports;
  private final OldReports oldReports;
  private final FileValidation validation;
  private final ValidationsUnderWay underWay;
  private final Timer duration;
  private final int runningMax;
  private final int waitingMax;
  private final ReentrantLock turns = new ReentrantLock();
  private final FairQueue<Task> waiting;
  private int running;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<AccessionId, CompletableFuture<Verdict>> started = new ConcurrentHashMap<>();

  /// A file to validate, with the key of its permit.
  private record Task(
      SubmissionReceived received,
      SubjectKey key,
      Attribution attribution,
      CompletableFuture<Verdict> done,
      Context context) {}

  CallSetValidation(
      Vault vault,
      Commands commands,
      Fingerprints fingerprints,
      StaleFingerprints stale,
      KeptReports reports,
      OldReports oldReports,
      ValidationsUnderWay underWay,
      IngestionLimits limits,
      MeterRegistry metrics) {
    this.vault = vault;
    this.commands = commands;
    this.fingerprints = fingerprints;
    this.stale = stale;
    this.reports = reports;
    this.oldReports = oldReports;
    this.underWay = underWay;
    this.validation = new FileValidation(limits);
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
  ///
  /// @return false if this one is left for later, or was begun before
  boolean start(SubmissionReceived received, SubjectKey key, Attribution attribution) {
    var task = new Task(received, key, attribution, new CompletableFuture<>(), Context.current());
    if (started.putIfAbsent(received.accession(), task.done()) != null) {
      return false;
    }
    turns.lock();
    try {
      var displaced = waiting.offer(received.lab(), task);
      displaced.forEach(this::leave);
      startWhatMay();
      return !displaced.contains(task);
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
    underWay.begin(task.received().accession());
    try {
      task.done().complete(settle(task.received(), task.key(), task.attribution()));
    } catch (RuntimeException e) {
      LOG.error("validation failed, accession {}", task.received().accession(), e);
    } finally {
      underWay.end(task.received().accession());
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

  /// Waits for the validation that runs, if one does, at most so long.
  public Optional<Verdict> await(AccessionId accession, long timeoutMillis) {
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

  private Verdict settle(SubmissionReceived received, SubjectKey key, Attribution attribution) {
    var began = Timer.start();
    var context = SubmittedContext.of(received, key);
    var found = validated(received, context, key);
    began.stop(duration);
    var outcome = compared(received, found);
    if (outcome instanceof VcfOutcome.Accepted accepted) {
      keepIndex(received, accepted, key);
    }
    var event = event(received, outcome, key);
    boolean isRecorded = false;
    try {
      // Before its outcome is on record: who reads of that finds the report.
      reports.keep(received, outcome.report(), Caller.now());
      isRecorded =
          commands.send(
                  new SettleSubmission(
                      received.accession(),
                      received.file(),
                      event,
                      context.correction(),
                      attribution))
              != null;
      if (isRecorded && event instanceof SubmissionRefused) {
        vault.remove(received.file());
      }
    } finally {
      if (!isRecorded) {
        oldReports.removeOfPurged(received.patient());
      }
      // Its own if it is refused, or was settled otherwise meanwhile, as by a purge; or that of
      // what it corrects.
      stale.removeOf(received.accession());
    }
    return outcome;
  }

  /// Before it is on record that the file is accepted, so that the warning is on record with it.
  /// What is refused or withdrawn counts for nobody, also where its fingerprint is still there.
  private Verdict compared(SubmissionReceived received, Verdict verdict) {
    if (!(verdict instanceof VcfOutcome.Accepted accepted)) {
      return verdict;
    }
    boolean duplicate =
        fingerprints.keep(Kept.of(received), accepted.identity()).stream()
            .anyMatch(other -> !stale.isStale(other));
    return duplicate ? accepted.warned(ProblemCode.DUPLICATE_GENOME) : accepted;
  }

  /// Before it is on record that the file is accepted, as whoever follows that looks for it.
  /// Without it the file is read as a whole.
  private void keepIndex(
      SubmissionReceived received, VcfOutcome.Accepted accepted, SubjectKey key) {
    var index = accepted.index();
    if (index.isEmpty() || received.file().sizeBytes() < INDEXED_BYTES_MIN) {
      return;
    }
    try {
      vault.keepIndex(key, received.file(), index.get().bytes());
    } catch (IOException e) {
      LOG.warn("the file of accession {} stays without an index", received.accession(), e);
    }
  }

  private Verdict validated(SubmissionReceived received, SubmittedContext context, SubjectKey key) {
    try (var bytes = vault.open(key, received.file())) {
      return read(bytes, context, key);
    } catch (NoSuchFileException _) {
      LOG.error("the vault has lost the file of accession {}", received.accession());
      return new VcfOutcome.Refused(ValidationReport.of(ProblemCode.FILE_LOST));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Verdict read(InputStream bytes, SubmittedContext context, SubjectKey key)
      throws IOException {
    var format = Optional.ofNullable(context.mediaType()).flatMap(FileFormat::of);
    return validation.verdict(
        format.orElse(null),
        bytes,
        context.expectations(),
        identifier -> digest(identifier, key).equals(context.patientDigest()),
        context.source());
  }

  /// What an identifier is told again by, without being kept.
  static String digest(PatientIdentifier identifier, SubjectKey key) {
    var token = "identifier|" + identifier.system() + "|" + identifier.value();
    return key.keyedDigest(token.getBytes(StandardCharsets.UTF_8));
  }

  private static AccessionEvent event(
      SubmissionReceived received, Verdict verdict, SubjectKey key) {
    return switch (verdict) {
      case VcfOutcome.Accepted accepted -> accepted(received, accepted, key);
      case OutsideOutcome outside when !outside.isRefused() -> accepted(received, outside, key);
      case ExpressionOutcome panel when !panel.isRefused() -> accepted(received, panel, key);
      default -> refused(received, verdict.report().kept(Severity.ERROR).getFirst());
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
        FileValidation.codes(accepted),
        received.file(),
        key.seal(event, ACCEPTED, context.getBytes(StandardCharsets.UTF_8)),
        Caller.now(),
        received.collected());
  }

  private static OutsideCallsAccepted accepted(
      SubmissionReceived received, OutsideOutcome outside, SubjectKey key) {
    var event = Recording.newEventId();
    var context = EventJson.write(new OutsideCallsContext(outside.calls()));
    return new OutsideCallsAccepted(
        received.accession(),
        received.lab(),
        received.patient(),
        new CallSetId(UUID.randomUUID().toString()),
        outside.format().mediaType(),
        outside.calls().size(),
        FileValidation.codes(outside),
        received.file(),
        key.seal(event, OUTSIDE_ACCEPTED, context.getBytes(StandardCharsets.UTF_8)),
        Caller.now(),
        received.collected());
  }

  private static ExpressionPanelAccepted accepted(
      SubmissionReceived received, ExpressionOutcome panel, SubjectKey key) {
    var event = Recording.newEventId();
    var context =
        EventJson.write(new ExpressionPanelContext(panel.assay(), panel.unit(), panel.values()));
    return new ExpressionPanelAccepted(
        received.accession(),
        received.lab(),
        received.patient(),
        new CallSetId(UUID.randomUUID().toString()),
        FileValidation.codes(panel),
        received.file(),
        key.seal(event, PANEL_ACCEPTED, context.getBytes(StandardCharsets.UTF_8)),
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
