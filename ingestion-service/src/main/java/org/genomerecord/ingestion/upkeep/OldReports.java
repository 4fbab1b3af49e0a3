package org.genomerecord.ingestion.upkeep;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.ingestion.report.KeptReports;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.relay.Repeating;
import org.genomerecord.record.relay.StartOrder;
import org.genomerecord.record.store.LogReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reports of validations that were kept for their time, or whose patient was purged while the file
/// was read: they go.
@ApplicationScoped
public class OldReports {
  private static final Logger LOG = LoggerFactory.getLogger(OldReports.class);
  private static final int DAYS_MIN = 1;
  private static final int PAGE_ROWS = 100;

  private final KeptReports reports;
  private final PatientFiles files;
  private final Duration kept;
  private final Repeating repeating;

  OldReports(
      KeptReports reports,
      PatientFiles files,
      @ConfigProperty(name = "genome.validation-reports.kept-days", defaultValue = "90")
          int keptDays,
      @ConfigProperty(name = "genome.validation-reports.sweep-interval", defaultValue = "PT24H")
          Duration interval) {
    if (keptDays < DAYS_MIN) {
      throw new IllegalStateException("genome.validation-reports.kept-days is at least 1");
    }
    this.reports = reports;
    this.files = files;
    this.kept = Duration.ofDays(keptDays);
    this.repeating =
        new Repeating(
            () -> sweep(Caller.now()),
            e -> LOG.warn("old validation reports stay until the next sweep", e),
            interval.toMillis());
  }

  /// Without a container; it sweeps only when it is asked to.
  public static OldReports on(KeptReports reports, LogReader log, int keptDays) {
    return new OldReports(reports, new PatientFiles(log), keptDays, Duration.ofDays(1));
  }

  void start(@Observes @Priority(StartOrder.SERVICE) StartupEvent event) {
    repeating.start("old-reports");
  }

  void stop(@Observes ShutdownEvent event) {
    repeating.stop();
  }

  /// Those of a patient who was purged while a file was read, behind which theirs were gone. That
  /// it failed is only told: they go when their time is over. Blocks.
  public void removeOfPurged(Pseudonym patient) {
    try {
      if (files.of(patient).files().isPurged()) {
        reports.remove(patient);
      }
    } catch (RuntimeException e) {
      LOG.warn("a validation report of a purged patient may stay until its time is over", e);
    }
  }

  /// Blocks.
  ///
  /// @return how many were removed
  public int sweep(Instant now) {
    int removed = 0;
    int page;
    do {
      page = reports.removeOlder(now.minus(kept), PAGE_ROWS);
      removed += page;
    } while (page == PAGE_ROWS && !repeating.isStopping());
    if (removed > 0) {
      LOG.info("{} validation reports were kept for their time, and removed", removed);
    }
    return removed;
  }
}
