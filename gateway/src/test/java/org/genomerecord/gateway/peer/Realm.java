package org.genomerecord.gateway.peer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/// A small OpenID provider on loopback: discovery, keys, and tokens signed with real RSA keys.
public final class Realm implements AutoCloseable {
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  private final HttpServer server;
  private final KeyPair keys = rsa();
  private final KeyPair strangersKeys = rsa();

  /// Starts on a free port.
  public Realm() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/realms/genome-record/.well-known/openid-configuration",
        exchange -> json(exchange, discovery()));
    server.createContext("/realms/genome-record/certs", exchange -> json(exchange, jwks()));
    server.start();
  }

  /// The issuer, also the address to discover it at.
  public String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/realms/genome-record";
  }

  /// An acceptable access token.
  public String token() {
    return claims().jws().keyId("realm-key").sign(keys.getPrivate());
  }

  /// The same of somebody who belongs to an organisation.
  public String tokenOf(String organisation) {
    return claims()
        .claim("organisation", organisation)
        .jws()
        .keyId("realm-key")
        .sign(keys.getPrivate());
  }

  /// Expired one minute ago.
  public String expired() {
    Instant past = Instant.now().minusSeconds(60);
    return claims()
        .issuedAt(past.minusSeconds(60))
        .expiresAt(past)
        .jws()
        .keyId("realm-key")
        .sign(keys.getPrivate());
  }

  /// Meant for another application.
  public String forSomeoneElse() {
    return claims()
        .audience("another-application")
        .jws()
        .keyId("realm-key")
        .sign(keys.getPrivate());
  }

  /// From another issuer, with this realm's key.
  public String fromAnotherIssuer() {
    return claims()
        .issuer("http://127.0.0.1:1/realms/other")
        .jws()
        .keyId("realm-key")
        .sign(keys.getPrivate());
  }

  /// Signed with a key that is not the realm's, under the name of the realm's key.
  public String wronglySigned() {
    return claims().jws().keyId("realm-key").sign(strangersKeys.getPrivate());
  }

  /// Says `alg: none` and carries no signature.
  public String unsigned() {
    String[] parts = token().split("\\.", -1);
    String header = "{\"alg\":\"none\",\"typ\":\"JWT\"}";
    return URL.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "." + parts[1] + ".";
  }

  /// Signed with HMAC under the realm's public key, as if that were a shared secret.
  public String signedWithPublicKeyAsSecret() {
    return claims()
        .jws()
        .keyId("realm-key")
        .sign(new javax.crypto.spec.SecretKeySpec(keys.getPublic().getEncoded(), "HmacSHA256"));
  }

  private JwtClaimsBuilder claims() {
    Instant now = Instant.now();
    return Jwt.claims()
        .issuer(issuer())
        .subject("0f0e0d0c")
        .audience("genome-record")
        .preferredUserName("dr-grey")
        .issuedAt(now)
        .expiresAt(now.plusSeconds(300));
  }

  private String discovery() {
    return """
    {"issuer":"%1$s","jwks_uri":"%1$s/certs","token_endpoint":"%1$s/token",
     "authorization_endpoint":"%1$s/auth","response_types_supported":["code"],
     "subject_types_supported":["public"],
     "id_token_signing_alg_values_supported":["RS256"]}\
    """
        .formatted(issuer());
  }

  private String jwks() {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    return """
    {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"realm-key","n":"%s","e":"%s"}]}\
    """
        .formatted(unsignedBytes(key.getModulus()), unsignedBytes(key.getPublicExponent()));
  }

  private static String unsignedBytes(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return URL.encodeToString(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  private static void json(HttpExchange exchange, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static KeyPair rsa() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
