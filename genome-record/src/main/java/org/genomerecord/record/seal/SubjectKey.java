package org.genomerecord.record.seal;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.prf.HkdfPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.Sealed;

/// A patient's key, in use for one operation: it is never stored, cached or logged outside
/// consent-service.
///
/// A Tink HKDF-SHA256 PRF keyset. What is sealed is never encrypted under it directly but under
/// keys derived from it. It seals by one generation, and opens by that one and the earlier
/// generations that it was given.
public final class SubjectKey {
  private static final int KEY_BYTES = 32;
  private static final int SEGMENT_BYTES = 1 << 20;
  private static final String HMAC = "HmacSha256";

  static {
    try {
      PrfConfig.register();
    } catch (GeneralSecurityException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Pseudonym patient;
  private final int generation;
  private final KeysetHandle keyset;
  private final PrfSet prfs;
  private final List<SubjectKey> earlier;

  private SubjectKey(Pseudonym patient, int generation, KeysetHandle keyset)
      throws GeneralSecurityException {
    this.patient = patient;
    this.generation = generation;
    this.keyset = keyset;
    this.prfs = keyset.getPrimitive(RegistryConfiguration.get(), PrfSet.class);
    this.earlier = List.of();
  }

  private SubjectKey(SubjectKey latest, List<SubjectKey> earlier) {
    this.patient = latest.patient;
    this.generation = latest.generation;
    this.keyset = latest.keyset;
    this.prfs = latest.prfs;
    this.earlier = earlier;
  }

  /// Makes a new key.
  ///
  /// @param generation from 1, raised at each rotation
  public static SubjectKey generate(Pseudonym patient, int generation) {
    try {
      var parameters =
          HkdfPrfParameters.builder()
              .setKeySizeBytes(KEY_BYTES)
              .setHashType(HkdfPrfParameters.HashType.SHA256)
              .build();
      return new SubjectKey(patient, generation, KeysetHandle.generateNew(parameters));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Reads a key as it came with a permit.
  ///
  /// @param keyset Tink's binary keyset, in the clear
  /// @throws Unsealable if it is not a keyset of this kind
  public static SubjectKey parse(Pseudonym patient, int generation, byte[] keyset) {
    try {
      return new SubjectKey(
          patient,
          generation,
          TinkProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get()));
    } catch (GeneralSecurityException _) {
      throw new Unsealable("this is not a subject key");
    }
  }

  /// Tink's binary keyset, in the clear: only to be sent with a permit.
  public byte[] serialize() {
    try {
      return TinkProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The keyset, for wrapping by the key-encryption key.
  public KeysetHandle keyset() {
    return keyset;
  }

  public Pseudonym patient() {
    return patient;
  }

  public int generation() {
    return generation;
  }

  /// The same key, which also opens what earlier generations sealed.
  ///
  /// @param generations all before its own, from the first
  /// @throws IllegalArgumentException if they are others, or of another patient
  public SubjectKey withEarlier(List<SubjectKey> generations) {
    if (generations.size() != generation - 1) {
      throw new IllegalArgumentException("all earlier generations are needed");
    }
    for (int i = 0; i < generations.size(); i++) {
      var key = generations.get(i);
      if (key.generation != i + 1 || !key.patient.equals(patient)) {
        throw new IllegalArgumentException("this is not an earlier generation of the key");
      }
    }
    return new SubjectKey(this, List.copyOf(generations));
  }

  private SubjectKey of(int wanted) {
    if (wanted == generation) {
      return this;
    }
    if (wanted > generation) {
      throw new KeyRenewedSince();
    }
    if (wanted < 1 || wanted > earlier.size()) {
      throw new Unsealable("sealed under another generation of the subject key");
    }
    return earlier.get(wanted - 1);
  }

  /// Seals bytes as the sealed field of an event.
  ///
  /// @param event id the event will be stored under
  /// @param schema stored name and version of the event, such as `consent.PatientEnrolled#1`
  public Sealed seal(UUID event, String schema, byte[] plaintext) {
    return Sealed.of(
        event, generation, FieldSeal.seal(prfs, binding(event.toString(), schema), plaintext));
  }

  /// Opens the sealed field of an event.
  ///
  /// @throws Unsealable if it was sealed under another key, for another event, patient or schema,
  ///   or altered
  public byte[] open(Sealed sealed, String schema) {
    var key = of(sealed.generation());
    return FieldSeal.open(key.prfs, key.binding(sealed.event().toString(), schema), sealed.bytes());
  }

  /// The streaming AEAD for one file: AES-256-GCM in segments of 1 MiB, keyed per file by HKDF
  /// (Tink AesGcmHkdfStreaming).
  ///
  /// @param binding names the file; sealed bytes open only with the same
  public FileSeal file(String binding) {
    try {
      var ikm = prfs.computePrimary(bytes("genome-record/file/1"), KEY_BYTES);
      return new FileSeal(
          new AesGcmHkdfStreaming(ikm, HMAC, KEY_BYTES, SEGMENT_BYTES, 0),
          bytes(binding("file", binding)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// As above, of the generation that a file was sealed under.
  ///
  /// @throws KeyRenewedSince if it is newer than this key's own
  /// @throws Unsealable if it is not one of this key's
  FileSeal file(int sealedUnder, String binding) {
    return of(sealedUnder).file(binding);
  }

  /// A digest that is equal for equal bytes of this patient, and tells nothing without the key. It
  /// is made by the first generation, so that it stays equal when the key is renewed.
  ///
  /// @param contentDigest SHA-256 of the content
  /// @return 64 lower-case hex digits
  public String keyedDigest(byte[] contentDigest) {
    try {
      var label = bytes("genome-record/digest/1|");
      var input = new byte[label.length + contentDigest.length];
      System.arraycopy(label, 0, input, 0, label.length);
      System.arraycopy(contentDigest, 0, input, label.length, contentDigest.length);
      return HexFormat.of().formatHex(of(1).prfs.computePrimary(input, KEY_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String binding(String to, String schema) {
    return patient + "|" + generation + "|" + to + "|" + schema;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "SubjectKey[" + patient + ", generation=" + generation + "]";
  }
}
