package org.genomerecord.consent.key;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.prf.PrfSet;
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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.permit.PatientIdentifier;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.relay.StartOrder;
import org.genomerecord.record.seal.SubjectKey;
import org.jspecify.annotations.Nullable;

/// The subject keys, stored wrapped by the key-encryption key, and the index key that finds
/// patients.
@ApplicationScoped
public class SubjectKeys {
  private static final int INDEX_BYTES = 32;

  private final Pool pool;
  private final KeyFolder folder;
  private @Nullable Aead keyEncryptionKey;
  private @Nullable PrfSet indexKey;

  SubjectKeys(Pool pool, @ConfigProperty(name = "genome.key-folder") String folder) {
    this.pool = pool;
    this.folder = new KeyFolder(Path.of(folder));
  }

  /// Makes the keys at the very first start only: with patients in the database and no key folder,
  /// something is lost, and new keys would hide it.
  void start(@Observes @Priority(StartOrder.STORE) StartupEvent event) {
    if (!folder.exists()) {
      if (countKeys() > 0) {
        throw new IllegalStateException(
            "the database holds subject keys and the key folder is empty: restore the key folder");
      }
      folder.create();
    }
    keyEncryptionKey = folder.keyEncryptionKey();
    indexKey = folder.indexKey();
  }

  private long countKeys() {
    return Awaiting.result(pool.query("SELECT count(*) AS keys FROM subject_key").execute())
        .iterator()
        .next()
        .getLong("keys");
  }

  /// Makes and stores a patient's first key. Blocks.
  public SubjectKey create(Pseudonym patient) {
    var key = SubjectKey.generate(patient, 1);
    try {
      var wrapped =
          TinkProtoKeysetFormat.serializeEncryptedKeyset(
              key.keyset(), keyEncryptionKey(), binding(patient, 1));
      Awaiting.result(
          pool.preparedQuery(
                  "INSERT INTO subject_key (patient, generation, wrapped) VALUES ($1, $2, $3)")
              .execute(Tuple.of(patient.value(), 1, Buffer.buffer(wrapped))));
      return key;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Takes back a key that no enrolment came to rest on. Blocks.
  public void discard(Pseudonym patient) {
    Awaiting.result(
        pool.preparedQuery("DELETE FROM subject_key WHERE patient = $1")
            .execute(Tuple.of(patient.value())));
  }

  /// A patient's key. Blocks. To be called only after the decision that permits it is on record.
  ///
  /// @throws IllegalStateException if there is none
  public SubjectKey unwrap(Pseudonym patient, int generation) {
    var rows =
        Awaiting.result(
            pool.preparedQuery(
                    "SELECT wrapped FROM subject_key WHERE patient = $1 AND generation = $2")
                .execute(Tuple.of(patient.value(), generation)));
    if (rows.size() == 0) {
      throw new IllegalStateException("an enrolled patient has no subject key");
    }
    try {
      var keyset =
          TinkProtoKeysetFormat.parseEncryptedKeyset(
              rows.iterator().next().getBuffer("wrapped").getBytes(),
              keyEncryptionKey(),
              binding(patient, generation));
      return SubjectKey.parse(
          patient,
          generation,
          TinkProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get()));
    } catch (GeneralSecurityException _) {
      throw new IllegalStateException("a subject key does not open under this key folder's key");
    }
  }

  /// Whether a patient has a key. Blocks.
  public boolean exist(Pseudonym patient) {
    return latestGeneration(patient) > 0;
  }

  /// A patient's key of the last generation, for what this service itself writes about the patient.
  /// Blocks.
  ///
  /// @throws IllegalStateException if there is none
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
    // The length keeps ("a|b", "c") and ("a", "b|c") apart.
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
    var key = indexKey;
    if (key == null) {
      throw new IllegalStateException("not started");
    }
    try {
      return HexFormat.of()
          .formatHex(key.computePrimary(text.getBytes(StandardCharsets.UTF_8), INDEX_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Aead keyEncryptionKey() {
    var key = keyEncryptionKey;
    if (key == null) {
      throw new IllegalStateException("not started");
    }
    return key;
  }

  private static byte[] binding(Pseudonym patient, int generation) {
    return ("subject-key|" + patient + "|" + generation).getBytes(StandardCharsets.UTF_8);
  }
}
