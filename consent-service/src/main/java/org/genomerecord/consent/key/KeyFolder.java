package org.genomerecord.consent.key;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.Set;

/// The keys of consent-service itself, as files that only its own user can read (mode 0600).
///
/// For a laptop or a mounted secret. Whoever has this folder and the database has everything; keep
/// and back them up apart.
final class KeyFolder {
  private static final String KEY_ENCRYPTION_KEY = "key-encryption-key.json";
  private static final String INDEX_KEY = "index-key.json";
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private final Path folder;

  KeyFolder(Path folder) {
    this.folder = folder;
    try {
      AeadConfig.register();
      PrfConfig.register();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Whether the folder holds keys already.
  boolean exists() {
    return Files.exists(folder.resolve(KEY_ENCRYPTION_KEY))
        && Files.exists(folder.resolve(INDEX_KEY));
  }

  /// Makes the keys that are missing.
  void create() {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      create(KEY_ENCRYPTION_KEY, "AES256_GCM");
      create(INDEX_KEY, "HKDF_SHA256");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void create(String name, String template) throws IOException, GeneralSecurityException {
    var file = folder.resolve(name);
    if (!Files.exists(file)) {
      write(name, KeysetHandle.generateNew(KeyTemplates.get(template)));
    }
  }

  private void write(String name, KeysetHandle keyset)
      throws IOException, GeneralSecurityException {
    // Under another name first: a crash must not leave half a key that looks whole.
    var unfinished = folder.resolve(name + ".new");
    Files.deleteIfExists(unfinished);
    Files.createFile(unfinished, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    Files.writeString(
        unfinished,
        TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get()),
        StandardOpenOption.WRITE,
        StandardOpenOption.SYNC);
    Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    // The new name has to be on the disk before anything is wrapped by what it names.
    try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  /// Wraps subject keys.
  KeysetHandle keyEncryptionKeyset() {
    try {
      return read(KEY_ENCRYPTION_KEY);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Adds a key to the key-encryption keyset that wraps from here on. The earlier ones stay: what
  /// they wrapped has to open until it is wrapped again, and in backups for longer.
  void renewKeyEncryptionKey() {
    try {
      var keyset = read(KEY_ENCRYPTION_KEY);
      var next =
          KeysetHandle.generateEntryFromParameters(keyset.getPrimary().getKey().getParameters())
              .withRandomId()
              .makePrimary();
      write(KEY_ENCRYPTION_KEY, KeysetHandle.newBuilder(keyset).addEntry(next).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Makes the keyed digests by which patients are found.
  PrfSet indexKey() {
    try {
      return read(INDEX_KEY).getPrimitive(RegistryConfiguration.get(), PrfSet.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private KeysetHandle read(String name) throws GeneralSecurityException {
    var file = folder.resolve(name);
    try {
      requireOwnerOnly(folder, OWNER_ONLY_FOLDER, "700");
      requireOwnerOnly(file, OWNER_ONLY, "600");
      return TinkJsonProtoKeysetFormat.parseKeyset(
          Files.readString(file), InsecureSecretKeyAccess.get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireOwnerOnly(Path path, Set<PosixFilePermission> permitted, String mode)
      throws IOException {
    var permissions = Files.getPosixFilePermissions(path);
    if (!permitted.containsAll(permissions)) {
      throw new IllegalStateException(
          "%s can be read by others (%s); run: chmod %s %s"
              .formatted(path, PosixFilePermissions.toString(permissions), mode, path));
    }
  }
}
