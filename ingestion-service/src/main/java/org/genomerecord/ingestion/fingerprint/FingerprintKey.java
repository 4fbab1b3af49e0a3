package org.genomerecord.ingestion.fingerprint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import org.genomerecord.ingestion.vcf.IdentityGenotypes;
import org.jspecify.annotations.Nullable;

/// The key under which fingerprints are made (HMAC-SHA-256, RFC 2104), derived from one secret of
/// the service (RFC 5869). It never leaves the service, and nothing is stored under it that could
/// be opened again: what was made under another key is only never equal.
final class FingerprintKey {
  private static final int SECRET_CHARS_MIN = 24;
  private static final String HMAC = "HmacSHA256";

  /// Names the sites, the bands and how a genotype is written.
  private static final String VERSION = "genome-record fingerprint|1";

  private final @Nullable SecretKey key;

  /// @param secret random text of at least 24 characters, or blank: then no fingerprint is made
  /// @throws IllegalArgumentException if it is shorter
  FingerprintKey(String secret) {
    if (secret.isBlank()) {
      this.key = null;
      return;
    }
    if (secret.length() < SECRET_CHARS_MIN) {
      throw new IllegalArgumentException(
          "the key of fingerprints has at least 24 random characters");
    }
    try {
      this.key =
          KDF.getInstance("HKDF-SHA256")
              .deriveKey(
                  HMAC,
                  HKDFParameterSpec.ofExtract()
                      .addIKM(secret.strip().getBytes(StandardCharsets.UTF_8))
                      .thenExpand(VERSION.getBytes(StandardCharsets.UTF_8), 32));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// @return empty if the service has no key
  Optional<Fingerprint> of(IdentityGenotypes genotypes) {
    if (key == null) {
      return Optional.empty();
    }
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(key);
      return Optional.of(
          new Fingerprint(
              genotypes.bands().entrySet().stream()
                  .map(band -> band.getKey() + "|" + band.getValue())
                  .map(band -> mac.doFinal(band.getBytes(StandardCharsets.UTF_8)))
                  .map(digest -> ByteBuffer.wrap(digest).getLong())
                  .toList()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
