package org.genomerecord.consent.key;

import com.google.crypto.tink.util.Bytes;

/// The key that wraps the subject keys, wherever it is kept: a file, Vault or OpenBao, or AWS KMS.
///
/// Blocks. All methods throw a [Refusal] of category unavailable if the keeper does not answer, and
/// an [IllegalStateException] if what is wrapped was wrapped by another key, for something else, or
/// altered. Neither says what the keeper said: its errors may repeat what they were sent.
interface KeyEncryptionKey {

  /// Wraps under the newest version.
  ///
  /// @param secret at most 4,096 bytes, which is what AWS KMS takes
  /// @param binding what it is the key of; it unwraps only with the same
  Wrapped wrap(byte[] secret, String binding);

  /// The reverse of [#wrap], whichever version wrapped it.
  byte[] unwrap(Wrapped wrapped, String binding);

  /// The same secret, wrapped under the newest version.
  Wrapped rewrap(Wrapped wrapped, String binding);

  /// A wrapped secret as it is stored.
  ///
  /// @param bytes ciphertext; its form belongs to the keeper
  /// @param keyVersion names the version that wrapped it, such as `vault:1`; it begins with the
  ///   kind of keeper
  record Wrapped(Bytes bytes, String keyVersion) {}

  /// A key-encryption key whose next version consent-service makes itself. Elsewhere the keeper's
  /// own administrators do that.
  interface Renewable extends KeyEncryptionKey {
    /// Makes the next version, with which everything is wrapped from here on. Earlier versions go
    /// on unwrapping.
    void renew();
  }
}
