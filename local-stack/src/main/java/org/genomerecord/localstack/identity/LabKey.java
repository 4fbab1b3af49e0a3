package org.genomerecord.localstack.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.genomerecord.localstack.server.Private;

/// A laboratory's P-384 key pair, with which it signs ES384 assertions (RFC 7523, SMART Backend
/// Services).
public final class LabKey {
  private static final int COORDINATE_BYTES = 48;
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
  private final ECPrivateKey secret;
  private final ECPublicKey open;

  private LabKey(ECPrivateKey secret, ECPublicKey open) {
    this.secret = secret;
    this.open = open;
  }

  /// Reads the pair from PEM files (`lab.pem`: PKCS #8; `lab.pub.pem` beside it), or generates it
  /// when there is none.
  public static LabKey at(Path file) {
    Path openFile = file.resolveSibling(file.getFileName().toString().replace(".pem", ".pub.pem"));
    try {
      KeyFactory keys = KeyFactory.getInstance("EC");
      if (!Files.exists(file) || !Files.exists(openFile)) {
        KeyPair pair = generate();
        Private.folder(file.resolveSibling(""));
        Private.write(openFile, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        Private.write(file, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
      }
      return new LabKey(
          (ECPrivateKey) keys.generatePrivate(new PKCS8EncodedKeySpec(read(file))),
          (ECPublicKey) keys.generatePublic(new X509EncodedKeySpec(read(openFile))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KeyPair generate() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp384r1"));
    return generator.generateKeyPair();
  }

  private static String pem(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  private static byte[] read(Path pem) throws IOException {
    return Base64.getMimeDecoder()
        .decode(Files.readString(pem).replaceAll("-----[A-Z ]+-----", ""));
  }

  /// The public key as a JWK Set of one (RFC 7517), for the authorization server.
  public String jwks() {
    return "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-384\",\"alg\":\"ES384\",\"use\":\"sig\",\"kid\":\"%s\",\"x\":\"%s\",\"y\":\"%s\"}]}"
        .formatted(keyId(), x(), y());
  }

  /// The key's RFC 7638 thumbprint.
  public String keyId() {
    String canonical =
        "{\"crv\":\"P-384\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}".formatted(x(), y());
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
      return BASE64URL.encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A compact JWS over the claims.
  ///
  /// @param claims the payload, a JSON object
  public String sign(String claims) {
    String header = "{\"alg\":\"ES384\",\"typ\":\"JWT\",\"kid\":\"" + keyId() + "\"}";
    String signed = part(header) + "." + part(claims);
    try {
      // JWS wants the two numbers side by side (RFC 7518, 3.4), not DER.
      Signature signature = Signature.getInstance("SHA384withECDSAinP1363Format");
      signature.initSign(secret);
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + BASE64URL.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(String json) {
    return BASE64URL.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private String x() {
    return coordinate(open.getW().getAffineX());
  }

  private String y() {
    return coordinate(open.getW().getAffineY());
  }

  private static String coordinate(BigInteger number) {
    byte[] shortest = number.toByteArray();
    byte[] full = new byte[COORDINATE_BYTES];
    int length = Math.min(shortest.length, COORDINATE_BYTES);
    System.arraycopy(shortest, shortest.length - length, full, COORDINATE_BYTES - length, length);
    return BASE64URL.encodeToString(full);
  }
}
