package org.genomerecord.localstack.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningAnAssertionTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final URI TOKENS = URI.create("http://127.0.0.1:20000/token");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  @TempDir Path folder;

  @Test
  void theSignatureVerifiesUnderThePublishedKey() throws Exception {
    LabKey key = LabKey.at(folder.resolve("lab.pem"));
    String assertion = Tokens.assertion("lab-north", key, TOKENS, NOW);

    Signature signature = Signature.getInstance("SHA384withECDSAinP1363Format");
    signature.initVerify(published(key.jwks()));
    signature.update(
        assertion.substring(0, assertion.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII));

    assertThat(signature.verify(decode(assertion.substring(assertion.lastIndexOf('.') + 1))))
        .isTrue();
  }

  @Test
  void itIsForTheTokenEndpointAndLivesFiveMinutesAtMost() throws Exception {
    JsonNode claims =
        claims(Tokens.assertion("lab-north", LabKey.at(folder.resolve("lab.pem")), TOKENS, NOW));

    assertThat(claims.path("iss").textValue()).isEqualTo("lab-north");
    assertThat(claims.path("sub").textValue()).isEqualTo("lab-north");
    assertThat(claims.path("aud").textValue()).isEqualTo(TOKENS.toString());
    assertThat(claims.path("exp").longValue())
        .isBetween(NOW.getEpochSecond() + 1, NOW.getEpochSecond() + 300);
  }

  @Test
  void noTwoAreTheSame() throws Exception {
    LabKey key = LabKey.at(folder.resolve("lab.pem"));

    assertThat(claims(Tokens.assertion("lab-north", key, TOKENS, NOW)).path("jti"))
        .isNotEqualTo(claims(Tokens.assertion("lab-north", key, TOKENS, NOW)).path("jti"));
  }

  @Test
  void aKeyIsGeneratedOnce() {
    String first = LabKey.at(folder.resolve("lab.pem")).keyId();

    assertThat(LabKey.at(folder.resolve("lab.pem")).keyId()).isEqualTo(first);
  }

  private static JsonNode claims(String assertion) throws Exception {
    return JSON.readTree(decode(assertion.split("\\.", -1)[1]));
  }

  private static byte[] decode(String part) {
    return Base64.getUrlDecoder().decode(part);
  }

  private static PublicKey published(String jwks) throws Exception {
    JsonNode key = JSON.readTree(jwks).path("keys").path(0);
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp384r1"));
    var point =
        new ECPoint(
            new BigInteger(1, decode(key.path("x").textValue())),
            new BigInteger(1, decode(key.path("y").textValue())));
    return KeyFactory.getInstance("EC")
        .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
  }
}
