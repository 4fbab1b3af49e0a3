package org.genomerecord.ingestion.quarantine;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.ingestion.accession.Accession;
import org.genomerecord.ingestion.accession.Accessions;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.LaboratoryId;
import org.genomerecord.record.event.QuarantineEvent;
import org.genomerecord.record.event.QuarantineEvent.QuarantineDiscarded;
import org.genomerecord.record.event.QuarantineEvent.QuarantineExpired;
import org.genomerecord.record.event.QuarantineEvent.QuarantineReleased;
import org.genomerecord.record.event.QuarantineEvent.SubmissionQuarantined;
import org.genomerecord.record.event.VaultFile;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.permit.QuarantineKeys;
import org.genomerecord.record.permit.QuarantineNames;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.relay.Cursors;
import org.genomerecord.record.seal.SubjectKey;
import org.genomerecord.record.seal.Vault;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.sourcing.Recording;
import org.genomerecord.record.store.Criterion;
import org.genomerecord.record.store.LogReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files that wait. Blocks.
///
/// They lie in a vault of their own inside the vault's folder. What is over is recorded first; its
/// bytes and its key go with the next sweep, however often that is cut short.
@ApplicationScoped
public class QuarantinedFiles {
  /// The reason of the service itself, of which a laboratory is not told.
  public static final String RESUBMITTED = "resubmitted";

  static final Logger LOG = LoggerFactory.getLogger(QuarantinedFiles.class);
  private static final String FOLDER = "quarantine";
  private static final String SCHEMA = EventTypes.schemaOf(SubmissionQuarantined.class);
  private static final EventTypes<QuarantineEvent> TYPES = EventTypes.of(QuarantineEvent.class);
  private static final Actor SERVICE = new Actor("ingestion-service", "service", null);
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int SWEPT_MAX = 100;

  /// One statement: the rows are those of the position.
  private static final String HELD =
      "SELECT c.position, q.accession, q.size_bytes FROM"
          + " (SELECT coalesce(max(position), -1) AS position FROM log_cursor WHERE reader = $1) c"
          + " LEFT JOIN quarantine q ON q.laboratory = $2 AND q.state = 'held'";

  private static final String FIELDS =
      "SELECT laboratory, accession, decision, digest, size_bytes, binding FROM quarantine ";

  private final Pool pool;
  private final LogReader log;
  private final Commands commands;
  private final QuarantineKeys keys;
  private final Vault vault;
  private final QuarantineLimits limits;
  private final QuarantineRoom room;

  @Inject
  QuarantinedFiles(
      Pool pool,
      LogReader log,
      Commands commands,
      QuarantineKeys keys,
      @ConfigProperty(name = "genome.vault-folder") String folder,
      QuarantineLimits limits) {
    this(pool, log, commands, keys, Path.of(folder), limits);
  }

  QuarantinedFiles(
      Pool pool,
      LogReader log,
      Commands commands,
      QuarantineKeys keys,
      Path folder,
      QuarantineLimits limits) {
    this.pool = pool;
    this.log = log;
    this.commands = commands;
    this.keys = keys;
    this.vault = new Vault(folder.resolve(FOLDER));
    this.limits = limits;
    this.room = new QuarantineRoom(limits.filesMax(), limits.bytesMax());
  }

  /// Whether a file that is refused so may wait, and nothing was taken in under its number.
  ///
  /// @param isCorrection whether it is to take the place of what was accepted
  /// @throws Refusal conflict, if it could wait and there is nothing that it corrects
  public boolean mayHold(Decision.Denial denial, AccessionId accession, boolean isCorrection) {
    return limits.filesMax() > 0
        && Quarantine.mayHold(
            denial.reason(), Accessions.on(log).find(accession).accession(), isCorrection);
  }

  /// Seals a file under a key of its own as its bytes come, and records it.
  ///
  /// @param names whom it may be released to
  /// @param context what the laboratory says about it, as [#context] gives it back
  /// @throws Refusal forbidden, if too much of the laboratory waits
  public void hold(
      AccessionId accession,
      LaboratoryId laboratory,
      Decision.Denial denial,
      QuarantineNames names,
      String context,
      InputStream bytes,
      Attribution lab)
      throws IOException {
    try (var place = room.take(laboratory, accession, () -> held(laboratory))) {
      var key = keys.make(denial.id(), names);
      var file = sealed(denial.id(), key, bytes, place);
      var now = Caller.now();
      var sealed =
          key.seal(Recording.newEventId(), SCHEMA, context.getBytes(StandardCharsets.UTF_8));
      var quarantined =
          new SubmissionQuarantined(
              laboratory,
              accession,
              denial.id(),
              denial.reason(),
              file,
              sealed,
              now.plus(Duration.ofDays(limits.expiryDays())),
              now);
      record(new QuarantineSubmission(accession, quarantined, lab), place);
    }
  }

  private VaultFile sealed(
      DecisionId refusal, SubjectKey key, InputStream bytes, QuarantineRoom.Place place)
      throws IOException {
    try (var draft = vault.draft(key, "quarantine|" + UUID.randomUUID())) {
      copy(bytes, draft.bytes(), place);
      return draft.keep();
    } catch (IOException | RuntimeException e) {
      destroyNow(refusal); // Nothing is sealed under it.
      throw e;
    }
  }

  private void record(QuarantineSubmission command, QuarantineRoom.Place place) {
    var file = command.quarantined();
    try {
      place.become(file.file().sizeBytes());
      commands.send(command);
      place.recorded();
    } catch (Refusal refusal) {
      if (refusal.category() == Category.FORBIDDEN || refusal.category() == Category.CONFLICT) {
        vault.remove(file.file());
        destroyNow(file.decision());
      }
      throw refusal;
    }
  }

  private void destroyNow(DecisionId decision) {
    try {
      keys.destroy(decision);
    } catch (RuntimeException e) {
      LOG.warn("a quarantine key stays that nothing is sealed under, decision {}", decision, e);
    }
  }

  private static void copy(InputStream from, OutputStream to, QuarantineRoom.Place place)
      throws IOException {
    var buffer = new byte[BUFFER_BYTES];
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      place.grow(read);
      to.write(buffer, 0, read);
    }
  }

  /// What of a laboratory waits now, by accession, in sealed bytes: what the list has, and what was
  /// recorded since. So its history is not read, however long it is.
  private Map<AccessionId, Long> held(LaboratoryId laboratory) {
    var held = new HashMap<AccessionId, Long>();
    long seen = -1;
    for (var row :
        Awaiting.result(
            pool.preparedQuery(HELD)
                .execute(Tuple.of(QuarantineProjection.NAME, laboratory.value())))) {
      seen = row.getLong("position");
      if (row.getString("accession") != null) {
        held.put(accession(row), row.getLong("size_bytes"));
      }
    }
    var since =
        log.matching(
            List.of(new Criterion(Set.of("quarantine:" + laboratory), Set.of())), seen + 1);
    for (var stored : Awaiting.result(since).events()) {
      var envelope = stored.envelope();
      var event = TYPES.read(envelope.type(), envelope.version(), envelope.payload());
      switch (event) {
        case SubmissionQuarantined file -> held.put(file.quarantined(), file.file().sizeBytes());
        case QuarantineReleased _, QuarantineDiscarded _, QuarantineExpired _ ->
            held.remove(event.quarantined());
      }
    }
    return held;
  }

  /// What the laboratory says about a file.
  public static String context(SubmissionQuarantined quarantined, SubjectKey key) {
    return new String(key.open(quarantined.sealed(), SCHEMA), StandardCharsets.UTF_8);
  }

  /// The opened bytes, as a stream that the caller closes.
  public InputStream open(SubmissionQuarantined quarantined, SubjectKey key) throws IOException {
    return vault.open(key, quarantined.file());
  }

  /// Records what has expired and what was submitted again; then removes what is over.
  void sweep() {
    var now = Caller.now();
    for (var row : rows("WHERE state = 'held' AND expires_at <= now() LIMIT $1")) {
      end(row, new QuarantineExpired(laboratory(row), accession(row), decision(row), now));
    }
    for (var row :
        rows(
            "WHERE state = 'held' AND EXISTS (SELECT FROM accession a"
                + " WHERE a.accession = quarantine.accession AND a.state <> 'quarantined')"
                + " LIMIT $1")) {
      if (!(Accessions.on(log).find(accession(row)).accession() instanceof Accession.Unknown)) {
        end(
            row,
            new QuarantineDiscarded(
                laboratory(row), accession(row), decision(row), RESUBMITTED, now));
      }
    }
    // In any order: one that fails is not in the way of the others for ever.
    for (var row : rows("WHERE state <> 'held' AND NOT cleaned ORDER BY random() LIMIT $1")) {
      try {
        clean(row);
      } catch (RuntimeException e) {
        LOG.warn("what is over in quarantine stays for now, decision {}", decision(row), e);
      }
    }
    if (knowsAll()) {
      vault.removeUnknown(now.minus(Duration.ofHours(limits.unknownFileHours())), this::known);
    }
  }

  /// While the list lags behind the log, or is made for the first time, a file that nobody knows
  /// may only not be in it yet.
  private boolean knowsAll() {
    long head = Awaiting.result(log.head());
    return Cursors.read(pool, QuarantineProjection.NAME) >= head;
  }

  private void clean(Row row) {
    vault.remove(
        new VaultFile(
            row.getString("digest"), row.getLong("size_bytes"), 1, row.getString("binding")));
    keys.destroy(decision(row));
    Awaiting.result(
        pool.preparedQuery("UPDATE quarantine SET cleaned = true WHERE decision = $1")
            .execute(Tuple.of(row.getString("decision"))));
  }

  /// When the oldest of what waits came.
  Optional<Instant> oldest() {
    return Optional.ofNullable(
            Awaiting.result(
                    pool.query(
                            "SELECT min(quarantined_at) AS oldest FROM quarantine WHERE state = 'held'")
                        .execute())
                .iterator()
                .next()
                .getOffsetDateTime("oldest"))
        .map(OffsetDateTime::toInstant);
  }

  /// For the start of the one service that writes here.
  void begin() {
    vault.removeDrafts();
  }

  private void end(Row row, QuarantineEvent end) {
    commands.send(
        new EndQuarantine(
            accession(row),
            end,
            new Attribution(
                SERVICE, null, Caller.now(), UUID.randomUUID().toString(), null, null)));
  }

  private List<Row> rows(String condition) {
    var found =
        Awaiting.result(pool.preparedQuery(FIELDS + condition).execute(Tuple.of(SWEPT_MAX)));
    return StreamSupport.stream(found.spliterator(), false).toList();
  }

  private Set<String> known(Set<String> digests) {
    var found =
        Awaiting.result(
            pool.preparedQuery("SELECT digest FROM quarantine WHERE digest = ANY ($1)")
                .execute(Tuple.tuple().addArrayOfString(digests.toArray(String[]::new))));
    return StreamSupport.stream(found.spliterator(), false)
        .map(row -> row.getString("digest"))
        .collect(Collectors.toSet());
  }

  private static LaboratoryId laboratory(Row row) {
    return new LaboratoryId(row.getString("laboratory"));
  }

  private static AccessionId accession(Row row) {
    return new AccessionId(row.getString("accession"));
  }

  private static DecisionId decision(Row row) {
    return new DecisionId(row.getString("decision"));
  }
}
