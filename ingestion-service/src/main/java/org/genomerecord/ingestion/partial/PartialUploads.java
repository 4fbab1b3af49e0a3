package org.genomerecord.ingestion.partial;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.ingestion.partial.UploadRefusal.Kind;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.seal.SubjectKey;
import org.genomerecord.record.seal.Vault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The uploads under way. Blocks.
///
/// Their parts lie in a vault of their own inside the vault's folder, so that a part that nobody
/// knows can be told from the file of a submission.
@ApplicationScoped
public class PartialUploads {
  static final Logger LOG = LoggerFactory.getLogger(PartialUploads.class);
  private static final String FOLDER = "uploads";

  private final UploadRows rows;
  private final Vault vault;
  private final UploadLimits limits;
  private final Supplier<Instant> clock;
  private final Counter bytes;
  private final Counter expired;
  private final Counter unknown;

  /// Until the first sweep after the start.
  private volatile @Nullable Instant begun;

  /// The uploads that somebody writes to, and since when.
  private final Map<UUID, Instant> writing = new ConcurrentHashMap<>();

  @Inject
  PartialUploads(
      Pool pool,
      @ConfigProperty(name = "genome.vault-folder") String folder,
      UploadLimits limits,
      MeterRegistry metrics) {
    this(pool, Path.of(folder), limits, metrics, Caller::now);
  }

  PartialUploads(
      Pool pool, Path folder, UploadLimits limits, MeterRegistry metrics, Supplier<Instant> clock) {
    this.rows = new UploadRows(pool);
    this.vault = new Vault(folder.resolve(FOLDER));
    this.limits = limits;
    this.clock = clock;
    this.bytes =
        Counter.builder("ingestion.upload.received")
            .description("Bytes of resumable uploads that count")
            .baseUnit("bytes")
            .register(metrics);
    this.expired =
        Counter.builder("ingestion.upload.expired")
            .description("Uploads that ended because nothing more came")
            .baseUnit("uploads")
            .register(metrics);
    this.unknown =
        Counter.builder("ingestion.upload.unknown")
            .description("Parts that the sweep removed because nobody knew them")
            .baseUnit("files")
            .register(metrics);
  }

  /// An upload's lock: whoever has it is the only one who writes. Closing gives it back.
  public final class Writing implements AutoCloseable {
    private final UUID id;

    private Writing(UUID id) {
      this.id = id;
    }

    @Override
    public void close() {
      writing.remove(id);
    }
  }

  /// @throws UploadRefusal if somebody else has it
  public Writing lock(UUID id) {
    return tryLock(id)
        .orElseThrow(() ->
            new UploadRefusal(Kind.LOCKED, "another request writes to this upload; try again"));
  }

  private Optional<Writing> tryLock(UUID id) {
    return writing.putIfAbsent(id, clock.get()) == null
        ? Optional.of(new Writing(id))
        : Optional.empty();
  }

  /// Begins an upload.
  ///
  /// @throws Refusal busy, if the laboratory has too many open ones
  public void create(Upload upload, Sealed metadata) {
    if (!rows.create(upload, metadata, clock.get(), limits.openMax())) {
      throw new Refusal(
          Category.BUSY,
          "too-many-uploads",
          "a laboratory has at most %d open uploads; end one, or wait until one expires"
              .formatted(limits.openMax()));
    }
  }

  /// Begins an upload together with its first bytes: where these fail, nothing is begun, as nobody
  /// was told where it is.
  ///
  /// @return as [#append]
  /// @throws Refusal as [#create(Upload, Sealed)] and [#append] do
  public Upload create(
      Upload upload, Sealed metadata, SubjectKey key, UploadBody body, Completion completion)
      throws IOException {
    create(upload, metadata);
    try (var lock = lock(upload.id())) {
      return append(lock, upload, key, body, completion);
    } catch (IOException | RuntimeException e) {
      try {
        remove(upload.id()); // The lock is closed by now.
      } catch (RuntimeException again) {
        e.addSuppressed(again); // It expires.
      }
      throw e;
    }
  }

  public Optional<Upload> find(UUID id) {
    return rows.find(id);
  }

  /// Appends the bytes of one request, at the upload's own offset.
  ///
  /// @param upload as it is since the lock is held
  /// @param key of the permit for this request
  /// @return the upload as far as it has come: every byte up to there is durable
  /// @throws UploadRefusal if the checksum does not match, or there are too many bytes or parts
  /// @throws org.genomerecord.record.seal.VaultUnwritable if the vault has no room: what was
  ///   counted before stays
  public Upload append(
      Writing lock, Upload upload, SubjectKey key, UploadBody body, Completion completion)
      throws IOException {
    if (!lock.id.equals(upload.id())) {
      throw new IllegalArgumentException("this is another upload's lock");
    }
    if (upload.state() == Upload.State.COMPLETED) {
      return upload; // Its last request comes again, and has nothing to add.
    }
    var now = new Appending(vault, rows, limits, clock, upload, key, body).take(completion);
    bytes.increment((double) (now.offsetBytes() - upload.offsetBytes()));
    return now;
  }

  /// Ends an upload with all that came of it.
  ///
  /// @throws UploadRefusal if somebody writes to it
  public void remove(UUID id) {
    try (var _ = lock(id)) {
      Appending.removeAll(vault, rows.remove(id));
    }
  }

  /// Removes what came of an erased patient, which does not open any more. What is being written
  /// will not count.
  public void purge(Pseudonym patient) {
    Appending.removeAll(vault, rows.removeOf(patient));
  }

  /// Ends what has expired, some at a time, and removes files that nobody knows: a process may die
  /// after a part is in the vault and before it counts. May be cut short at any step.
  void sweep() {
    var now = clock.get();
    for (var id : rows.expired(now, limits.sweepUploadsMax())) {
      tryLock(id)
          .ifPresent(lock -> {
            try (lock) {
              var open = rows.find(id).filter(upload -> upload.state() == Upload.State.OPEN);
              Appending.removeAll(vault, rows.expire(id, now));
              open.ifPresent(_ -> expired.increment());
            }
          });
    }
    rows.forget(now.minusSeconds(limits.expirySeconds()));
    unknown.increment(vault.removeUnknown(removableBefore(now), rows::known));
    begun = null;
  }

  /// A file that is older than every request that writes, and that no upload knows, never will be
  /// known. What a process left behind is older than all that its successor is asked.
  private Instant removableBefore(Instant now) {
    return begun != null
        ? begun
        : Stream.concat(Stream.of(now), writing.values().stream())
            .min(Instant::compareTo)
            .orElse(now)
            .minusSeconds(limits.unknownFileSeconds());
  }

  /// For the start of the one service that writes here: what a process that died was writing goes
  /// at once, and what it had written and nobody knows with the next sweep.
  void begin() {
    vault.removeDrafts();
    begun = clock.get();
  }
}
