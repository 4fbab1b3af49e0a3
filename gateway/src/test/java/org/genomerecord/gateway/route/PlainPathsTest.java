package org.genomerecord.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainPathsTest {
  @Test
  void theSegmentsOfAPlainPathAreItsParts() {
    assertThat(PlainPath.of("/patients/p-1/consents"))
        .contains(new PlainPath("/patients/p-1/consents", List.of("patients", "p-1", "consents")));
  }

  @Test
  void theRootHasNoSegments() {
    assertThat(PlainPath.of("/").map(PlainPath::segments)).isEqualTo(Optional.of(List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "decisions",
        "//decisions",
        "/decisions/",
        "/patients//consents",
        "/patients/../decisions",
        "/./decisions",
        "/..",
        "/%2e%2e/decisions",
        "/patients/%2E%2E/decisions",
        "/patients%2f..%2fdecisions",
        "/%64ecisions",
        "/decisions;x",
        "/patients/..;/decisions",
        "/patients\\..\\decisions",
        "/patients/p 1",
        "/patients/p\u00001",
        "/patients/ü",
        "/a/b/c/d/e/f/g/h/i"
      })
  void aPathThatTwoReadersCouldReadDifferentlyIsRefused(String path) {
    assertThat(PlainPath.of(path)).isEmpty();
  }

  @Test
  void aSegmentHasABound() {
    assertThat(PlainPath.of("/accessions/" + "a".repeat(128))).isPresent();
    assertThat(PlainPath.of("/accessions/" + "a".repeat(129))).isEmpty();
  }

  @Test
  void aQueryMayHoldWhatAUriMayHold() {
    assertThat(PlainPath.plainQuery("subject=Patient/p-1&_count=10")).isTrue();
    assertThat(PlainPath.plainQuery("identifier=urn%3Aoid%3A1%7C2")).isTrue();
    assertThat(PlainPath.plainQuery("a=%zz")).isFalse();
    assertThat(PlainPath.plainQuery("a=b c")).isFalse();
    assertThat(PlainPath.plainQuery("a=b\r\nc")).isFalse();
  }
}
