package org.genomerecord.consent.key;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.prf.PrfSet;
import com.google.crypto.tink.util.Bytes;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Optional;
import org.genomerecord.consent.key.KeyEncryptionKey.Wrapped;
import org.genomerecord.record.relay.Awaiting;

/// The keys of consent-service itself, opened at its start.
///
/// With a key folder, both are files. With Vault or a KMS, the key-encryption key stays there, and
/// the index key lies in the database, wrapped by it.
///
/// @param index makes the keyed digests by which patients are found
record OwnKeys(KeyEncryptionKey keyEncryptionKey, PrfSet index) {
  private static final String INDEX = "index";

  /// Opens them, or makes them at the very first start only: with patients in the database and no
  /// keys, something is lost, and new keys would hide it. Blocks.
  ///
  /// @throws IllegalStateException if keys are lost or of another kind of keeper
  static OwnKeys open(Pool pool, KekSettings settings, Path keyFolder) {
    var versions =
        Awaiting.result(pool.query("SELECT key_version FROM subject_key LIMIT 1").execute());
    boolean hasKeys = versions.size() > 0;
    if (hasKeys) {
      var stored = versions.iterator().next().getString("key_version");
      var prefix = prefix(settings.kind());
      if (!stored.equals(prefix) && !stored.startsWith(prefix + ":")) {
        throw new IllegalStateException(
            "the subject keys were wrapped by '%s', and genome.kek.kind is %s"
                .formatted(stored, settings.kind().name().toLowerCase(Locale.ROOT)));
      }
    }
    return switch (settings.kind()) {
      case FILE -> ofFolder(new KeyFolder(keyFolder), hasKeys);
      case VAULT_TRANSIT ->
          ofKeeper(pool, new VaultTransit(settings.vault(), settings.timeout()), hasKeys);
      case AWS_KMS -> ofKeeper(pool, new AwsKms(settings.aws(), settings.timeout()), hasKeys);
    };
  }

  private static String prefix(KekSettings.Kind kind) {
    return switch (kind) {
      case FILE -> "file";
      case VAULT_TRANSIT -> "vault";
      case AWS_KMS -> "aws";
    };
  }

  private static OwnKeys ofFolder(KeyFolder folder, boolean hasKeys) {
    if (!folder.exists()) {
      if (hasKeys) {
        throw new IllegalStateException(
            "the database holds subject keys and the key folder is empty: restore the key folder");
      }
      folder.create();
    }
    return new OwnKeys(new FileKeyEncryptionKey(folder), folder.indexKey());
  }

  private static OwnKeys ofKeeper(Pool pool, KeyEncryptionKey keeper, boolean hasKeys) {
    var wrapped = stored(pool);
    if (wrapped.isEmpty()) {
      if (hasKeys) {
        throw new IllegalStateException(
            "the database holds subject keys and no index key: restore the table own_key");
      }
      var made = keeper.wrap(newIndexKey(), INDEX);
      // Of two instances that start for the first time, one is first.
      Awaiting.result(
          pool.preparedQuery(
                  "INSERT INTO own_key (name, wrapped, key_version) VALUES ($1, $2, $3)"
                      + " ON CONFLICT DO NOTHING")
              .execute(
                  Tuple.of(INDEX, Buffer.buffer(made.bytes().toByteArray()), made.keyVersion())));
      wrapped = stored(pool);
    }
    return new OwnKeys(keeper, indexKey(keeper.unwrap(wrapped.orElseThrow(), INDEX)));
  }

  private static Optional<Wrapped> stored(Pool pool) {
    var rows =
        Awaiting.result(
            pool.preparedQuery("SELECT wrapped, key_version FROM own_key WHERE name = $1")
                .execute(Tuple.of(INDEX)));
    if (rows.size() == 0) {
      return Optional.empty();
    }
    var row = rows.iterator().next();
    return Optional.of(
        new Wrapped(
            Bytes.copyFrom(row.getBuffer("wrapped").getBytes()), row.getString("key_version")));
  }

  /// Wraps the index key by the newest version, if it is kept in the database. Blocks.
  void rewrapIndexKey(Pool pool) {
    stored(pool)
        .map(wrapped -> keyEncryptionKey.rewrap(wrapped, INDEX))
        .ifPresent(again ->
            Awaiting.result(
                pool.preparedQuery(
                        "UPDATE own_key SET wrapped = $2, key_version = $3 WHERE name = $1")
                    .execute(
                        Tuple.of(
                            INDEX,
                            Buffer.buffer(again.bytes().toByteArray()),
                            again.keyVersion()))));
  }

  private static byte[] newIndexKey() {
    try {
      return TinkProtoKeysetFormat.serializeKeyset(
          KeysetHandle.generateNew(KeyTemplates.get("HKDF_SHA256")), InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PrfSet indexKey(byte[] keyset) {
    try {
      return TinkProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get())
          .getPrimitive(RegistryConfiguration.get(), PrfSet.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "OwnKeys[…]";
  }
}
