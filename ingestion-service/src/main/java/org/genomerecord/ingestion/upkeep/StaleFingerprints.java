package org.genomerecord.ingestion.upkeep;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.ingestion.accession.Accessions;
import org.genomerecord.ingestion.fingerprint.Fingerprints;
import org.genomerecord.ingestion.fingerprint.Fingerprints.Kept;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.relay.Repeating;
import org.genomerecord.record.relay.StartOrder;
import org.genomerecord.record.store.LogReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fingerprints whose file neither counts nor waits, or whose patient was purged: they count for
/// nobody, and go.
///
/// A row is written after its submission is on record and before its outcome is. So what is read
/// first and then looked up in the log is stale for good if it is stale there. Whoever settles a
/// file removes those of its accession; the sweep finds what that missed, as when a process died.
@ApplicationScoped
public class StaleFingerprints {
  private static final Logger LOG = LoggerFactory.getLogger(StaleFingerprints.class);
  private static final int PAGE_ROWS = 100;

  private final Fingerprints fingerprints;
  private final Accessions accessions;
  private final PatientFiles files;
  private final Repeating repeating;

  StaleFingerprints(
      Fingerprints fingerprints,
      Accessions accessions,
      PatientFiles files,
      @ConfigProperty(name = "genome.stale-fingerprints.sweep-interval", defaultValue = "PT24H")
          Duration interval) {
    this.fingerprints = fingerprints;
    this.accessions = accessions;
    this.files = files;
    this.repeating =
        new Repeating(
            this::sweep,
            e -> LOG.warn("stale fingerprints stay until the next sweep", e),
            interval.toMillis());
  }

  /// Without a container; it sweeps only when it is asked to.
  public static StaleFingerprints on(Fingerprints fingerprints, LogReader log) {
    return new StaleFingerprints(
        fingerprints, Accessions.on(log), new PatientFiles(log), Duration.ofDays(1));
  }

  void start(@Observes @Priority(StartOrder.SERVICE) StartupEvent event) {
    repeating.start("stale-fingerprints");
  }

  void stop(@Observes ShutdownEvent event) {
    repeating.stop();
  }

  /// As the log has it now. Blocks.
  public boolean isStale(Kept kept) {
    return !accessions.find(kept.accession()).accession().countsOrWaits(kept.file())
        || files.of(kept.patient()).files().isPurged();
  }

  /// Those of one accession, of which a file was settled. That it failed is only told: the next
  /// sweep finds them. Blocks.
  public void removeOf(AccessionId accession) {
    try {
      remove(fingerprints.of(accession));
    } catch (RuntimeException e) {
      LOG.warn("a stale fingerprint of accession {} may stay until the next sweep", accession, e);
    }
  }

  /// All that there are. Blocks.
  ///
  /// @return how many were removed
  public int sweep() {
    int removed = 0;
    var page = fingerprints.after(null, PAGE_ROWS);
    while (!page.isEmpty() && !repeating.isStopping()) {
      removed += remove(page);
      page = fingerprints.after(page.getLast(), PAGE_ROWS);
    }
    if (removed > 0) {
      LOG.info("{} stale fingerprints were removed", removed);
    }
    return removed;
  }

  private int remove(List<Kept> kept) {
    var stale = kept.stream().filter(this::isStale).toList();
    stale.forEach(fingerprints::remove);
    return stale.size();
  }
}
