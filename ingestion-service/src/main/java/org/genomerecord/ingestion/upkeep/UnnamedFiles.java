package org.genomerecord.ingestion.upkeep;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.relay.Repeating;
import org.genomerecord.record.relay.StartOrder;
import org.genomerecord.record.seal.VaultInventory;
import org.genomerecord.record.store.LogReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes sealed bytes that no event names: a process died after it kept a file and before the
/// submission was on record. Nobody can ever ask for them, and no erasure would find them.
///
/// A file is kept first and named afterwards, so that only what is older than any submission takes
/// is looked at, and each of these once more just before it goes: in what was recorded meanwhile,
/// and at its own age. What a note names (see [org.genomerecord.record.seal.Vault]) stays as well:
/// it may be the only bytes of a file that was sealed anew, and is not on record yet. Cut short,
/// the rest goes with the next sweep.
@ApplicationScoped
class UnnamedFiles {
  private static final Logger LOG = LoggerFactory.getLogger(UnnamedFiles.class);

  /// Wherever it stands in an event of whatever kind and release: what is taken for a digest and is
  /// none only keeps a file.
  private static final Pattern DIGEST = Pattern.compile("\"([0-9a-f]{64})\"");

  /// Longer than one submission takes from keeping its file to being on record.
  private static final Duration AGE_MIN = Duration.ofHours(1);

  private static final int PAGE_EVENTS = 1000;

  private final LogReader log;
  private final Path folder;
  private final VaultInventory inventory;
  private final Duration age;
  private final int removedMax;
  private final Counter removed;
  private final Repeating repeating;

  UnnamedFiles(
      LogReader log,
      @ConfigProperty(name = "genome.vault-folder") String folder,
      @ConfigProperty(name = "genome.unnamed-files.age", defaultValue = "PT24H") Duration age,
      @ConfigProperty(name = "genome.unnamed-files.sweep-interval", defaultValue = "PT24H")
          Duration interval,
      @ConfigProperty(name = "genome.unnamed-files.removed-max", defaultValue = "100")
          int removedMax,
      MeterRegistry metrics) {
    if (age.compareTo(AGE_MIN) < 0) {
      throw new IllegalStateException("genome.unnamed-files.age is at least PT1H");
    }
    this.log = log;
    this.folder = Path.of(folder);
    this.inventory = new VaultInventory(this.folder);
    this.age = age;
    this.removedMax = removedMax;
    this.removed =
        Counter.builder("ingestion.vault.unnamed")
            .description("Sealed files that were removed because no event named them")
            .baseUnit("files")
            .register(metrics);
    this.repeating =
        new Repeating(
            () -> sweep(Caller.now()),
            e -> LOG.warn("the vault could not be looked through; it is tried again", e),
            interval.toMillis());
  }

  void start(@Observes @Priority(StartOrder.SERVICE) StartupEvent event) {
    repeating.start("unnamed-files");
  }

  void stop(@Observes ShutdownEvent event) {
    repeating.stop();
  }

  /// Blocks.
  ///
  /// @return how many files were removed
  int sweep(Instant now) {
    if (!Files.isDirectory(folder)) {
      return 0; // Nothing was ever kept, or the vault is away.
    }
    var before = now.minus(age);
    var named = new NamedDigests();
    long head = readEvents(-1, named);
    inventory.eachNoted(named::add);
    var unnamed = unnamed(named, before);
    if (unnamed.size() > removedMax) {
      LOG.error(
          "of the files in the vault more than {} are named by no event: none is removed."
              + " Is this the vault of this database?",
          removedMax);
      return 0;
    }
    return unnamed.isEmpty() ? 0 : remove(unnamed, head, before);
  }

  /// One more than may be removed, at most.
  List<String> unnamed(NamedDigests named, Instant before) {
    var unnamed = new ArrayList<String>();
    inventory.eachWrittenBefore(
        before,
        digest -> {
          if (unnamed.size() <= removedMax && !named.contains(digest)) {
            unnamed.add(digest);
          }
        });
    return unnamed;
  }

  /// @param head up to which the log was looked at
  private int remove(List<String> unnamed, long head, Instant before) {
    var since = new NamedDigests();
    readEvents(head, since);
    inventory.eachNoted(since::add);
    int count = 0;
    for (var digest : unnamed) {
      if (!repeating.isStopping()
          && !since.contains(digest)
          && inventory.removeIfWrittenBefore(before, digest)) {
        count++;
      }
    }
    if (count > 0) {
      LOG.info("{} sealed files that no event names were removed from the vault", count);
      removed.increment(count);
    }
    return count;
  }

  /// @return the last position that was read
  private long readEvents(long after, NamedDigests named) {
    long position = after;
    while (!repeating.isStopping()) {
      var page = Awaiting.result(log.after(position, PAGE_EVENTS));
      for (var stored : page) {
        var digests = DIGEST.matcher(stored.envelope().payload());
        while (digests.find()) {
          named.add(digests.group(1));
        }
      }
      if (page.isEmpty()) {
        return position;
      }
      position = page.getLast().position();
    }
    throw new IllegalStateException("the service stops");
  }
}
