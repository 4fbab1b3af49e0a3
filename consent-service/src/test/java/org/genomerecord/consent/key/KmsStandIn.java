package org.genomerecord.consent.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/// AWS KMS with an alias that points at the newest of its keys: the JSON protocol 1.1 of its API
/// reference. It looks whether requests are signed, and not whether the signature is right.
final class KmsStandIn extends StandIn {
  static final String ALIAS = "alias/genome-record";
  private static final String ARN = "arn:aws:kms:eu-central-1:111122223333:key/key-";

  @Override
  Answer answer(HttpExchange request, JsonNode body) throws GeneralSecurityException {
    var headers = request.getRequestHeaders();
    var signed = String.valueOf(headers.getFirst("Authorization"));
    if (!signed.matches(
        "AWS4-HMAC-SHA256 Credential=stand-in/[0-9]{8}/eu-central-1/kms/aws4_request,"
            + " SignedHeaders=.*x-amz-target.*, Signature=[0-9a-f]{64}")) {
      return error("MissingAuthenticationTokenException");
    }
    return switch (String.valueOf(headers.getFirst("X-Amz-Target"))) {
      case "TrentService.Encrypt" -> encrypt(body);
      case "TrentService.Decrypt" -> decrypt(body);
      case "TrentService.ReEncrypt" -> reEncrypt(body);
      default -> error("UnknownOperationException");
    };
  }

  private Answer encrypt(JsonNode body) throws GeneralSecurityException {
    int key = keyOf(body.path("KeyId").asText());
    return key == 0
        ? error("NotFoundException")
        : new Answer(
            200,
            Map.of(
                "CiphertextBlob",
                sealed(key, decoded(body, "Plaintext"), context(body, "EncryptionContext")),
                "KeyId",
                ARN + key,
                "EncryptionAlgorithm",
                "SYMMETRIC_DEFAULT"));
  }

  private Answer decrypt(JsonNode body) {
    var blob = decoded(body, "CiphertextBlob");
    if (keyOf(body.path("KeyId").asText()) != blob[0]) {
      return error("IncorrectKeyException");
    }
    try {
      var plaintext = opened(blob, context(body, "EncryptionContext"));
      return new Answer(
          200,
          Map.of(
              "Plaintext", Base64.getEncoder().encodeToString(plaintext), "KeyId", ARN + blob[0]));
    } catch (GeneralSecurityException _) {
      return error("InvalidCiphertextException");
    }
  }

  private Answer reEncrypt(JsonNode body) throws GeneralSecurityException {
    var blob = decoded(body, "CiphertextBlob");
    int to = keyOf(body.path("DestinationKeyId").asText());
    byte[] plaintext;
    try {
      plaintext = opened(blob, context(body, "SourceEncryptionContext"));
    } catch (GeneralSecurityException _) {
      return error("InvalidCiphertextException");
    }
    return new Answer(
        200,
        Map.of(
            "CiphertextBlob",
            sealed(to, plaintext, context(body, "DestinationEncryptionContext")),
            "SourceKeyId",
            ARN + blob[0],
            "KeyId",
            ARN + to));
  }

  /// @return 0 if there is no such key
  private int keyOf(String id) {
    if (id.equals(ALIAS)) {
      return latest();
    }
    int number = id.startsWith(ARN) ? Integer.parseInt(id.substring(ARN.length())) : 0;
    return number <= latest() ? number : 0;
  }

  /// The first byte names the key, as the metadata of a real blob do.
  private String sealed(int key, byte[] plaintext, byte[] context) throws GeneralSecurityException {
    var ciphertext = version(key).encrypt(plaintext, context);
    var blob = new byte[ciphertext.length + 1];
    blob[0] = (byte) key;
    System.arraycopy(ciphertext, 0, blob, 1, ciphertext.length);
    return Base64.getEncoder().encodeToString(blob);
  }

  private byte[] opened(byte[] blob, byte[] context) throws GeneralSecurityException {
    var ciphertext = new byte[blob.length - 1];
    System.arraycopy(blob, 1, ciphertext, 0, ciphertext.length);
    return version(blob[0]).decrypt(ciphertext, context);
  }

  private static byte[] decoded(JsonNode body, String field) {
    return Base64.getDecoder().decode(body.path(field).asText());
  }

  private static byte[] context(JsonNode body, String field) {
    var entries = new TreeMap<String, String>();
    body.path(field)
        .properties()
        .forEach(entry -> entries.put(entry.getKey(), entry.getValue().asText()));
    return entries.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Answer error(String type) {
    return new Answer(400, Map.of("__type", type, "message", "no"));
  }
}
