package org.genomerecord.ingestion.partial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Digests of `abc` as FIPS 180-4's examples give them.
class ReadingAChecksumTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sha1 qZk+NkcGgWq6PiVxeFDCbJzQ2J0=",
        "sha256 ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=",
        "sha-256 ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
      })
  void itMatchesTheBytesItIsOf(String header) {
    var checksum = UploadChecksum.parse(header);
    var digest = checksum.start();
    digest.update("abc".getBytes(StandardCharsets.US_ASCII));

    assertThat(checksum.matches(digest)).isTrue();
  }

  @Test
  void itMatchesNoOthers() {
    var checksum = UploadChecksum.parse("sha1 qZk+NkcGgWq6PiVxeFDCbJzQ2J0=");

    assertThat(checksum.matches(checksum.start())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha1",
        "md5 kAFQmDzST7DWlj99KOF/cg==",
        "SHA1 qZk+NkcGgWq6PiVxeFDCbJzQ2J0=",
        "sha1  qZk+NkcGgWq6PiVxeFDCbJzQ2J0=",
        "sha1 qZk+NkcGgWq6PiVxeFDCbJzQ2J0= ",
        "sha1 a9993e364706816aba3e25717850c26c9cd0d89d",
        "sha1 ====",
        "sha256 qZk+NkcGgWq6PiVxeFDCbJzQ2J0="
      })
  void anythingElseIsRefused(String header) {
    assertThatThrownBy(() -> UploadChecksum.parse(header))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.category()).isEqualTo(Category.INCORRECT));
  }
}
