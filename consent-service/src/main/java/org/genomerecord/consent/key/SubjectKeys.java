package org.genomerecord.consent.key;

import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.util.Bytes;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.consent.key.KeyEncryptionKey.Wrapped;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.permit.KeyLink;
import org.genomerecord.record.permit.PatientIdentifier;
import org.genomerecord.record.permit.QuarantineKeys;
import org.genomerecord.record.permit.QuarantineNames;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.relay.StartOrder;
import org.genomerecord.record.seal.KeyInTransit;
import org.genomerecord.record.seal.SubjectKey;
import org.jspecify.annotations.Nullable;

/// The subject keys, stored wrapped by the key-encryption key, and the index key that finds
/// patients.
@ApplicationScoped
public class SubjectKeys {
  private static final int INDEX_BYTES = 32;

  /// The generation before is locked, so that an erasure that deletes it waits for this row and
  /// finds it when it looks whether all are gone, or has deleted it, and then no row is made.
  private static final String RENEW =
      "WITH before AS (SELECT FROM subject_key"
          + " WHERE patient = $1 AND generation = $2::integer - 1 FOR UPDATE)"
          + " INSERT INTO subject_key (patient, generation, wrapped, key_version)"
          + " SELECT $1, $2, $3, $4 FROM before ON CONFLICT DO NOTHING";

  /// The same for a patient's first key: what is made while an erasure deletes it goes with it, and
  /// none is made after.
  private static final String QUARANTINE =
      "WITH own AS (SELECT FROM subject_key WHERE patient = $4 AND generation = 1 FOR SHARE)"
          + " INSERT INTO subject_key (patient, generation, wrapped, key_version,"
          + " quarantined_of, quarantined_as, named_in_file)"
          + " SELECT $1, 1, $2, $3, $4, $5, $6"
          + " WHERE $4::text IS NULL OR EXISTS (SELECT FROM own) ON CONFLICT DO NOTHING";

  private final Pool pool;
  private final KekSettings settings;
  private final Path folder;
  private final KeyReleases releases;
  private @Nullable OwnKeys own;

  SubjectKeys(
      Pool pool,
      KekSettings settings,
      KeyReleases releases,
      @ConfigProperty(name = "genome.key-folder") String folder) {
    this.pool = pool;
    this.releases = releases;
    this.settings = settings;
    this.folder = Path.of(folder);
    try {
      AeadConfig.register();
      PrfConfig.register();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  void start(
      @Observes @Priority(StartOrder.STORE) StartupEvent event,
      @ConfigProperty(name = "quarkus.http.host") String host,
      @ConfigProperty(name = "quarkus.http.insecure-requests", defaultValue = "enabled")
          String inTheClear,
      @ConfigProperty(name = "genome.key-link", defaultValue = "loopback") String protection) {
    KeyLink.require(host, "disabled".equals(inTheClear), protection);
    start(event);
  }

  void start(StartupEvent event) {
    own = OwnKeys.open(pool, settings, folder);
  }

  /// Makes and stores a patient's first key. Blocks.
  public SubjectKey create(Pseudonym patient) {
    var key = SubjectKey.generate(patient, 1);
    var wrapped = own().keyEncryptionKey().wrap(key.serialize(), binding(patient, 1));
    Awaiting.result(
        pool.preparedQuery(
                "INSERT INTO subject_key (patient, generation, wrapped, key_version)"
                    + " VALUES ($1, $2, $3, $4)")
            .execute(Tuple.of(patient.value(), 1, buffer(wrapped), wrapped.keyVersion())));
    return key;
  }

  /// Makes and stores the next generation of a patient's key, unless an attempt before has. It
  /// leaves this service once its event is on record, and not before. Blocks.
  ///
  /// @return false if the one before is not there: the patient is not enrolled, or being erased
  public boolean renew(Pseudonym patient, int generation) {
    var wrapped =
        own()
            .keyEncryptionKey()
            .wrap(
                SubjectKey.generate(patient, generation).serialize(), binding(patient, generation));
    Awaiting.result(
        pool.preparedQuery(RENEW)
            .execute(Tuple.of(patient.value(), generation, buffer(wrapped), wrapped.keyVersion())));
    return generations(patient).contains(generation);
  }

  /// Deletes all generations of a patient's key: of one that no enrolment came to rest on, or of an
  /// erased patient; after them those of the patient's quarantined files, of which none is made any
  /// more by then. Blocks.
  public void destroy(Pseudonym patient) {
    for (var column : List.of("patient", "quarantined_of")) {
      Awaiting.result(
          pool.preparedQuery("DELETE FROM subject_key WHERE " + column + " = $1")
              .execute(Tuple.of(patient.value())));
    }
  }

  /// Whether there is any key that [#destroy] deletes. Blocks.
  public boolean areThere(Pseudonym patient) {
    return Awaiting.result(
                pool.preparedQuery(
                        "SELECT FROM subject_key WHERE patient = $1 OR quarantined_of = $1 LIMIT 1")
                    .execute(Tuple.of(patient.value())))
            .size()
        > 0;
  }

  /// The generations of a patient's key that there are, from the first. Blocks.
  public List<Integer> generations(Pseudonym patient) {
    var rows =
        Awaiting.result(
            pool.preparedQuery(
                    "SELECT generation FROM subject_key WHERE patient = $1 ORDER BY generation")
                .execute(Tuple.of(patient.value())));
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row -> row.getInteger("generation"))
        .toList();
  }

  /// Gives out a patient's key with its earlier generations, sealed to whom it is for, and counts
  /// that. The only way on which a patient's key leaves. Blocks. To be called only after the
  /// decision that permits it is on record.
  ///
  /// @return of each generation, from the first: base64, see
  ///   [org.genomerecord.record.seal.KeyInTransit]
  /// @throws Refusal as [#unwrap]
  public List<String> release(
      DecisionId decision, Pseudonym patient, int generation, KeyInTransit.Recipient recipient) {
    var keys =
        IntStream.rangeClosed(1, generation).mapToObj(each -> unwrap(patient, each)).toList();
    releases.count(decision, patient);
    return keys.stream().map(key -> recipient.seal(key, decision)).toList();
  }

  /// Whom a laboratory named as the patient of a quarantined file.
  ///
  /// @param indexes of identifiers, as [#index(PatientIdentifier)]
  /// @param inFile whether the file itself names its patient
  public record Named(Set<String> indexes, boolean inFile) {
    public Named {
      indexes = Set.copyOf(indexes);
    }
  }

  /// Makes and stores the key of a quarantined file. It goes with the patient's own, if the patient
  /// is known. Blocks.
  ///
  /// @param names whom the file may be released to
  /// @return false if there is one, or the patient has no key any more, being erased
  public boolean createForQuarantine(
      DecisionId decision, @Nullable Pseudonym patient, QuarantineNames names) {
    var holder = QuarantineKeys.holder(decision);
    var wrapped =
        own()
            .keyEncryptionKey()
            .wrap(SubjectKey.generate(holder, 1).serialize(), binding(holder, 1));
    return Awaiting.result(
                pool.preparedQuery(QUARANTINE)
                    .execute(
                        Tuple.of(
                            holder.value(),
                            buffer(wrapped),
                            wrapped.keyVersion(),
                            patient == null ? null : patient.value(),
                            names.patients().stream().map(this::index).toArray(String[]::new),
                            names.inFile())))
            .rowCount()
        == 1;
  }

  /// Whom the laboratory named. Blocks.
  ///
  /// @return empty if there is no such key, or its file waits since before this was kept
  public Optional<Named> namedForQuarantine(DecisionId decision) {
    var rows =
        Awaiting.result(
            pool.preparedQuery(
                    "SELECT quarantined_as, named_in_file FROM subject_key"
                        + " WHERE patient = $1 AND quarantined_as IS NOT NULL")
                .execute(Tuple.of(QuarantineKeys.holder(decision).value())));
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row ->
            new Named(
                Set.of(row.getArrayOfStrings("quarantined_as")), row.getBoolean("named_in_file")))
        .findFirst();
  }

  /// Gives out the key of a file that is about to be quarantined, and counts that. Blocks. To be
  /// called only after its making is on record.
  ///
  /// @return as [#release]
  public String releaseForQuarantine(DecisionId decision, KeyInTransit.Recipient recipient) {
    var key = unwrap(QuarantineKeys.holder(decision), 1);
    releases.count(decision, QuarantineKeys.holder(decision));
    return recipient.seal(key, decision);
  }

  /// The key of a quarantined file, sealed with the permit that opens it; it counts with the key of
  /// that permit. Blocks. To be called only after both are on record.
  ///
  /// @throws Refusal as [#unwrap]
  public String sealedForQuarantine(
      DecisionId refusal, DecisionId permit, KeyInTransit.Recipient recipient) {
    return recipient.seal(unwrap(QuarantineKeys.holder(refusal), 1), permit);
  }

  /// Blocks.
  public boolean existsForQuarantine(DecisionId decision) {
    return exist(QuarantineKeys.holder(decision));
  }

  /// Deletes the key of a quarantined file; it need not be there. Blocks.
  public void destroyForQuarantine(DecisionId decision) {
    destroy(QuarantineKeys.holder(decision));
  }

  /// A patient's key. Blocks. To be called only after the decision that permits it is on record.
  ///
  /// @throws Refusal unavailable, if there is none, as of a patient who is being erased, or if the
  ///   keeper of the key-encryption key does not answer
  public SubjectKey unwrap(Pseudonym patient, int generation) {
    var rows =
        Awaiting.result(
            pool.preparedQuery(
                    "SELECT wrapped, key_version FROM subject_key"
                        + " WHERE patient = $1 AND generation = $2")
                .execute(Tuple.of(patient.value(), generation)));
    if (rows.size() == 0) {
      throw new Refusal(Category.UNAVAILABLE, "no-subject-key", "there is no such subject key");
    }
    var row = rows.iterator().next();
    var wrapped =
        new Wrapped(
            Bytes.copyFrom(row.getBuffer("wrapped").getBytes()), row.getString("key_version"));
    return SubjectKey.parse(
        patient,
        generation,
        own().keyEncryptionKey().unwrap(wrapped, binding(patient, generation)));
  }

  /// Whether a patient has a key. Blocks.
  public boolean exist(Pseudonym patient) {
    return latestGeneration(patient) > 0;
  }

  /// A patient's key of the last generation, for what this service itself writes about the patient
  /// and itself reads, by the generation that is named there. It may be one whose event is not on
  /// record, or never will be: it is kept, and destroyed, as all others are. Blocks.
  ///
  /// @throws Refusal as [#unwrap]
  public SubjectKey latest(Pseudonym patient) {
    return unwrap(patient, latestGeneration(patient));
  }

  /// 0: there is none.
  private int latestGeneration(Pseudonym patient) {
    return Awaiting.result(
            pool.preparedQuery(
                    "SELECT coalesce(max(generation), 0) AS latest FROM subject_key WHERE patient = $1")
                .execute(Tuple.of(patient.value())))
        .iterator()
        .next()
        .getInteger("latest");
  }

  /// Keyed digest of an issuer's record number: 64 hex digits.
  public String index(PatientIdentifier identifier) {
    // The length keeps systems and values apart, whatever either holds.
    return index(
        "identifier|%d|%s|%s"
            .formatted(identifier.system().length(), identifier.system(), identifier.value()));
  }

  /// Keyed digest of a sign-in account: 64 hex digits.
  ///
  /// @param account OpenID Connect `sub`
  public String accountIndex(String account) {
    return index("account|" + account);
  }

  private String index(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              own().index().computePrimary(text.getBytes(StandardCharsets.UTF_8), INDEX_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  OwnKeys own() {
    var keys = own;
    if (keys == null) {
      throw new IllegalStateException("not started");
    }
    return keys;
  }

  static Buffer buffer(Wrapped wrapped) {
    return Buffer.buffer(wrapped.bytes().toByteArray());
  }

  /// What a wrapped subject key is bound to.
  static String binding(Pseudonym patient, int generation) {
    return "subject-key|" + patient + "|" + generation;
  }
}
