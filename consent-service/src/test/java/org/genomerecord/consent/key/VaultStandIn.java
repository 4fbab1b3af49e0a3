package org.genomerecord.consent.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// The secrets engine `transit` of Vault and OpenBao, one key of type `aes256-gcm96`: paths, fields
/// and errors as in their API documentation and sources.
final class VaultStandIn extends StandIn {
  static final String TOKEN = "s.stand-in";

  @Override
  Answer answer(HttpExchange request, JsonNode body) throws GeneralSecurityException {
    if (!TOKEN.equals(request.getRequestHeaders().getFirst("X-Vault-Token"))) {
      return error(403, "permission denied");
    }
    if (!request.getRequestMethod().equals("POST")) {
      return error(405, "unsupported operation");
    }
    var bound = Base64.getDecoder().decode(body.path("associated_data").asText());
    return switch (request.getRequestURI().getPath()) {
      case "/v1/transit/encrypt/genome-record" -> {
        var plaintext = Base64.getDecoder().decode(body.path("plaintext").asText());
        var ciphertext = version(latest()).encrypt(plaintext, bound);
        yield data(
            Map.of(
                "ciphertext",
                "vault:v" + latest() + ":" + Base64.getEncoder().encodeToString(ciphertext),
                "key_version",
                latest()));
      }
      case "/v1/transit/decrypt/genome-record" -> decrypt(body.path("ciphertext").asText(), bound);
      default -> error(404, "no handler for route");
    };
  }

  private Answer decrypt(String ciphertext, byte[] bound) {
    var parts = ciphertext.split(":", 3);
    if (parts.length != 3 || !parts[0].equals("vault")) {
      return error(400, "invalid ciphertext: no prefix");
    }
    int version = Integer.parseInt(parts[1].substring(1));
    if (version > latest()) {
      return error(400, "invalid ciphertext: version is too new");
    }
    try {
      var plaintext = version(version).decrypt(Base64.getDecoder().decode(parts[2]), bound);
      return data(Map.of("plaintext", Base64.getEncoder().encodeToString(plaintext)));
    } catch (GeneralSecurityException _) {
      return error(400, "cipher: message authentication failed");
    }
  }

  private static Answer data(Map<String, ?> data) {
    return new Answer(
        200, Map.of("request_id", "r", "lease_id", "", "renewable", false, "data", data));
  }

  private static Answer error(int status, String message) {
    return new Answer(status, Map.of("errors", List.of(message)));
  }
}
