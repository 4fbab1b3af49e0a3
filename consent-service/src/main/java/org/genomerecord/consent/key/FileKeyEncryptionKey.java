package org.genomerecord.consent.key;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.util.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/// A key-encryption key in the [KeyFolder]: a Tink AES-256-GCM keyset. A version is a key of it.
final class FileKeyEncryptionKey implements KeyEncryptionKey.Renewable {
  /// Of rows from before versions were kept: an encrypted keyset in Tink's own form, under
  /// whichever key of the file.
  static final String UNVERSIONED = "file";

  private final KeyFolder folder;
  private volatile InUse inUse;

  private record InUse(Aead aead, String version) {}

  FileKeyEncryptionKey(KeyFolder folder) {
    this.folder = folder;
    this.inUse = read(folder);
  }

  private static InUse read(KeyFolder folder) {
    var keyset = folder.keyEncryptionKeyset();
    return new InUse(
        primitive(keyset), "file:" + Integer.toUnsignedString(keyset.getPrimary().getId()));
  }

  private static Aead primitive(KeysetHandle keyset) {
    try {
      return keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Wrapped wrap(byte[] secret, String binding) {
    var now = inUse;
    try {
      return new Wrapped(Bytes.copyFrom(now.aead().encrypt(secret, bytes(binding))), now.version());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public byte[] unwrap(Wrapped wrapped, String binding) {
    var aead = inUse.aead();
    var ciphertext = wrapped.bytes().toByteArray();
    try {
      return wrapped.keyVersion().equals(UNVERSIONED)
          ? TinkProtoKeysetFormat.serializeKeyset(
              TinkProtoKeysetFormat.parseEncryptedKeyset(ciphertext, aead, bytes(binding)),
              InsecureSecretKeyAccess.get())
          : aead.decrypt(ciphertext, bytes(binding));
    } catch (GeneralSecurityException _) {
      throw new IllegalStateException("a wrapped key does not open under this key folder's key");
    }
  }

  @Override
  public Wrapped rewrap(Wrapped wrapped, String binding) {
    return wrap(unwrap(wrapped, binding), binding);
  }

  @Override
  public void renew() {
    folder.renewKeyEncryptionKey();
    inUse = read(folder);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
