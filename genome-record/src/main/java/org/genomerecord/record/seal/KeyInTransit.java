package org.genomerecord.record.seal;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HybridConfig;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.Pseudonym;

/// The one-time key pair of a service that asks for a decision: the subject key in the answer is
/// sealed to it, so that neither what carries the answer nor what records it sees the key.
///
/// HPKE (RFC 9180) in base mode: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. Bound to the
/// decision, the patient and the key generation.
public final class KeyInTransit {
  private static final HpkeParameters PARAMETERS = parameters();

  private final KeysetHandle keyset;

  private KeyInTransit(KeysetHandle keyset) {
    this.keyset = keyset;
  }

  private static HpkeParameters parameters() {
    try {
      HybridConfig.register();
      return HpkeParameters.builder()
          .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
          .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
          .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
          .setVariant(HpkeParameters.Variant.NO_PREFIX)
          .build();
    } catch (GeneralSecurityException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /// Makes a pair for one request.
  public static KeyInTransit generate() {
    try {
      return new KeyInTransit(KeysetHandle.generateNew(PARAMETERS));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The public half: base64 of a keyset in Tink's binary form.
  public String publicKey() {
    try {
      return Base64.getEncoder()
          .encodeToString(
              TinkProtoKeysetFormat.serializeKeysetWithoutSecret(keyset.getPublicKeysetHandle()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Opens the key of an answer.
  ///
  /// @param sealed base64
  /// @throws Unsealable if it was sealed to another key, for another decision, patient or
  ///   generation, or altered
  public SubjectKey open(String sealed, DecisionId decision, Pseudonym patient, int generation) {
    try {
      var serialized =
          keyset
              .getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class)
              .decrypt(Base64.getDecoder().decode(sealed), binding(decision, patient, generation));
      return SubjectKey.parse(patient, generation, serialized);
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      throw new Unsealable("the subject key was not sealed to this request");
    }
  }

  /// The public half of somebody else's pair.
  public static final class Recipient {
    private final HybridEncrypt encrypt;

    private Recipient(HybridEncrypt encrypt) {
      this.encrypt = encrypt;
    }

    /// @param publicKey as [KeyInTransit#publicKey] gives it
    /// @throws IllegalArgumentException if it is not of that form
    public static Recipient parse(String publicKey) {
      // First: it has the kind of key registered, without which Tink reads the key as of no kind.
      var expected = PARAMETERS;
      try {
        var keyset =
            TinkProtoKeysetFormat.parseKeysetWithoutSecret(Base64.getDecoder().decode(publicKey));
        // Tink would take other kinds of keys and more of them, too.
        if (keyset.size() != 1
            || !(keyset.getPrimary().getKey().getParameters() instanceof HpkeParameters given)
            || !given.equals(expected)) {
          throw new IllegalArgumentException("this is not a public key of X25519");
        }
        return new Recipient(keyset.getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class));
      } catch (GeneralSecurityException e) {
        throw new IllegalArgumentException("this is not a public key of X25519", e);
      }
    }

    /// Seals a key for the answer with this decision.
    ///
    /// @return base64
    public String seal(SubjectKey key, DecisionId decision) {
      try {
        return Base64.getEncoder()
            .encodeToString(
                encrypt.encrypt(
                    key.serialize(), binding(decision, key.patient(), key.generation())));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static byte[] binding(DecisionId decision, Pseudonym patient, int generation) {
    return ("genome-record/permit/1|" + decision + "|" + patient + "|" + generation)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "KeyInTransit[…]";
  }
}
