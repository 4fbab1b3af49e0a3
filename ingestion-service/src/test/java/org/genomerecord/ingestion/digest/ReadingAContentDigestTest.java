package org.genomerecord.ingestion.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Digests of `abc` as FIPS 180-4's examples give them.
class ReadingAContentDigestTest {
  private static final String SHA256 = "sha-256=:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=:";
  private static final String SHA512 =
      "sha-512=:3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==:";
  private static final String ANOTHER = "sha-256=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:";

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] read(List<String> lines, String content) throws IOException {
    return ContentDigest.parse(lines).verified(bytes(content)).readAllBytes();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SHA256,
        SHA512,
        SHA256 + ", " + SHA512,
        SHA256 + "\t,\t" + SHA512,
        SHA256 + ";a;b=1;c=:AA==:",
        ANOTHER + ", " + SHA256
      })
  void bytesOfThatDigestAreRead(String field) throws IOException {
    assertThat(read(List.of(field), "abc")).hasSize(3);
  }

  @Test
  void severalLinesAreOneField() {
    assertThat(ContentDigest.parse(List.of(SHA256, SHA512)).hexByAlgorithm())
        .containsOnlyKeys("SHA-256", "SHA-512");
  }

  @ParameterizedTest
  @ValueSource(strings = {SHA256, SHA512, SHA512 + ", " + ANOTHER})
  void othersAreRefusedAtTheirEnd(String field) {
    assertThatThrownBy(() -> read(List.of(field), "abd"))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.category()).isEqualTo(Category.UNSUPPORTED));
  }

  /// Each of them has to match: one that is weak must not stand in for the other.
  @Test
  void oneOfTwoThatDoesNotMatchIsEnough() {
    assertThatThrownBy(() -> read(List.of(SHA512 + ", " + ANOTHER), "abc"))
        .isInstanceOf(Refusal.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"md5=:AAAA:", "unixsum=:AA==:, id-sha-256=:AA==:"})
  void anUnknownAlgorithmSaysNothing(String field) throws IOException {
    assertThat(read(List.of(field), "abc")).hasSize(3);
  }

  @Test
  void withoutTheFieldNothingIsCompared() throws IOException {
    assertThat(read(List.of(), "anything")).hasSize(8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "sha-256",
        "sha-256=",
        "sha-256=::",
        "sha-256=:AA==:",
        "sha-256=ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=",
        "sha-256=\"ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=\"",
        "sha-256=:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0=:",
        "SHA-256=:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=:",
        SHA256 + ",",
        SHA256 + " " + SHA512,
        "md5=1"
      })
  void whatIsNoSuchDictionaryIsRefused(String field) {
    assertThatThrownBy(() -> ContentDigest.parse(List.of(field)))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.category()).isEqualTo(Category.INCORRECT));
  }
}
