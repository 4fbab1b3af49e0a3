package org.genomerecord.consent.key;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.crypto.tink.util.Bytes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A key-encryption key in the secrets engine `transit` of HashiCorp Vault or OpenBao, over its
/// HTTP API: `POST /v1/<mount>/encrypt/<key>` and `decrypt`. The key never leaves the keeper.
///
/// The binding goes along as `associated_data`, which keys of AEAD types take. `rewrap` takes none
/// (`path_rewrap.go` of OpenBao), so that it cannot open what is bound: rewrapping is decrypting
/// and encrypting.
final class VaultTransit implements KeyEncryptionKey {
  private static final Logger LOG = LoggerFactory.getLogger(VaultTransit.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BAD_REQUEST = 400;
  private static final int OK = 200;

  private final HttpClient http;
  private final URI engine;
  private final String key;
  private final Path tokenFile;
  private final Duration timeout;

  VaultTransit(KekSettings.Vault settings, Duration timeout) {
    var address = required(settings.address(), "address");
    KeeperAddress.requireProtected("genome.kek.vault.address", address);
    this.engine = address.resolve("/v1/" + settings.mount() + "/");
    this.key = settings.key();
    this.tokenFile = required(settings.tokenFile(), "token-file");
    this.timeout = timeout;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  private static <T> T required(Optional<T> value, String name) {
    return value.orElseThrow(
        () -> new IllegalStateException("genome.kek.vault." + name + " is missing"));
  }

  @Override
  public Wrapped wrap(byte[] secret, String binding) {
    var answer =
        ask("encrypt", Map.of("plaintext", base64(secret), "associated_data", bound(binding)));
    var ciphertext = answer.path("ciphertext").asText();
    // vault:v<version>:<base64>
    var parts = ciphertext.split(":", 3);
    if (parts.length < 3 || !parts[1].startsWith("v")) {
      LOG.error("the keeper of the keys answered with no ciphertext");
      throw new KeeperAway();
    }
    return new Wrapped(
        Bytes.copyFrom(ciphertext.getBytes(StandardCharsets.UTF_8)),
        "vault:" + parts[1].substring(1));
  }

  @Override
  public byte[] unwrap(Wrapped wrapped, String binding) {
    var ciphertext = new String(wrapped.bytes().toByteArray(), StandardCharsets.UTF_8);
    var answer =
        ask("decrypt", Map.of("ciphertext", ciphertext, "associated_data", bound(binding)));
    try {
      return Base64.getDecoder().decode(answer.path("plaintext").asText());
    } catch (IllegalArgumentException _) {
      throw new KeeperAway();
    }
  }

  @Override
  public Wrapped rewrap(Wrapped wrapped, String binding) {
    return wrap(unwrap(wrapped, binding), binding);
  }

  /// @return `data` of the answer
  private JsonNode ask(String operation, Map<String, String> fields) {
    try {
      var request =
          HttpRequest.newBuilder(engine.resolve(operation + "/" + key))
              .timeout(timeout)
              .header("X-Vault-Token", Files.readString(tokenFile).strip())
              .header("X-Vault-Request", "true")
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(fields)))
              .build();
      var answer = http.send(request, BodyHandlers.ofByteArray());
      if (answer.statusCode() == OK) {
        return JSON.readTree(answer.body()).path("data");
      }
      LOG.error("the keeper of the keys answered {} to {}", answer.statusCode(), operation);
      if (answer.statusCode() == BAD_REQUEST && operation.equals("decrypt")) {
        throw new IllegalStateException("a wrapped key does not open under the keeper's key");
      }
      throw new KeeperAway();
    } catch (JsonProcessingException _) {
      // Its message quotes what was read.
      LOG.error("the keeper of the keys answered with no JSON to {}", operation);
      throw new KeeperAway();
    } catch (IOException e) {
      LOG.error("the keeper of the keys does not answer to {}: {}", operation, e.getClass());
      throw new KeeperAway();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new KeeperAway();
    }
  }

  private static String bound(String binding) {
    return base64(binding.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
