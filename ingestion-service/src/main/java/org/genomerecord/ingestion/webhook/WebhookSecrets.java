package org.genomerecord.ingestion.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.genomerecord.record.event.LaboratoryId;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// The secrets that sign what laboratories are told, each derived from one key of the service (RFC
/// 5869) by laboratory and generation: none is stored, and the log names the generation only.
final class WebhookSecrets {
  /// As `PUT …/webhook` and rotation answer it.
  private static final String PREFIX = "whsec_";

  private static final int KEY_LENGTH_MIN = 24;
  private static final int SECRET_BYTES = 32;

  private final byte[] key;

  /// @param key random text of at least 24 characters, or blank: then nobody can be told
  /// @throws IllegalArgumentException if it is shorter
  WebhookSecrets(String key) {
    if (!key.isBlank() && key.length() < KEY_LENGTH_MIN) {
      throw new IllegalArgumentException("the key of webhooks has at least 24 random characters");
    }
    this.key = key.strip().getBytes(StandardCharsets.UTF_8);
  }

  /// @throws Refusal unavailable, if the service has no key
  void require() {
    if (key.length == 0) {
      throw new Refusal(
          Category.UNAVAILABLE, "webhook-key-missing", "this service has no key to sign with");
    }
  }

  /// @return 32 bytes
  byte[] secret(LaboratoryId laboratory, int generation) {
    require();
    var info = "genome-record webhook|%s|%d".formatted(laboratory, generation);
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract()
                  .addIKM(key)
                  .thenExpand(info.getBytes(StandardCharsets.UTF_8), SECRET_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// As Standard Webhooks writes a secret: `whsec_` and base64.
  String written(LaboratoryId laboratory, int generation) {
    return PREFIX + Base64.getEncoder().encodeToString(secret(laboratory, generation));
  }
}
