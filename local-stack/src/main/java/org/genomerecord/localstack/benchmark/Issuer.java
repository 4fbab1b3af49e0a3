package org.genomerecord.localstack.benchmark;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/// Stands in Keycloak's place for a benchmark: a page that names an issuer, and tokens signed with
/// a key that is made for the run and kept nowhere (RFC 7519, RS256).
final class Issuer implements AutoCloseable {
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
  private static final long VALID_SECONDS = 4 * 3_600;

  private final URI realm;
  private final KeyPair keys;
  private final HttpServer server;

  Issuer(URI realm, int port) {
    this.realm = realm;
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2_048);
      this.keys = generator.generateKeyPair();
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    documents().forEach(this::serve);
    server.start();
  }

  private Map<String, String> documents() {
    var key = (RSAPublicKey) keys.getPublic();
    return Map.of(
        "/.well-known/openid-configuration",
        "{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/certs\",\"token_endpoint\":\"%1$s/token\"}"
            .formatted(realm),
        "/certs",
        ("{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"bench\","
                + "\"n\":\"%s\",\"e\":\"%s\"}]}")
            .formatted(number(key.getModulus()), number(key.getPublicExponent())));
  }

  private static String number(BigInteger number) {
    var bytes = number.toByteArray();
    int sign = bytes[0] == 0 ? 1 : 0;
    return URL.encodeToString(java.util.Arrays.copyOfRange(bytes, sign, bytes.length));
  }

  private void serve(String path, String json) {
    server.createContext(
        realm.getPath() + path,
        exchange -> {
          try (exchange) {
            var body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
  }

  /// An access token that consent-service accepts.
  String token(String name, String role) {
    var now = Instant.now().getEpochSecond();
    var claims =
        ("{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":\"genome-record\",\"preferred_username\":\"%s\","
                + "\"iat\":%d,\"exp\":%d,\"realm_access\":{\"roles\":[\"%s\"]}}")
            .formatted(realm, name, name, now, now + VALID_SECONDS, role);
    var signed = text("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"bench\"}") + "." + text(claims);
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + URL.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(String json) {
    return URL.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
