package org.genomerecord.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassingHeadersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forwarded",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Real-IP",
        "X-Remote-User",
        "X-Request-Id",
        "X-HTTP-Method-Override",
        "Cookie",
        "baggage",
        "Proxy-Authorization",
        "Upgrade",
        "TE",
        "Expect"
      })
  void noServiceSeesWhatOnlyAProxyMaySay(String name) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add(name, "x");

    PassedHeaders.inwards(headers, Route.Door.TOKEN);

    assertThat(headers.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization",
        "Purpose-Of-Use",
        "Research-Use",
        "Fresh-As-Of",
        "Prefer",
        "Accession",
        "Patient-Identifier",
        "Sample",
        "Assembly",
        "Content-Digest",
        "Idempotency-Key",
        "Tus-Resumable",
        "Upload-Checksum",
        "Upload-Length",
        "Upload-Metadata",
        "Upload-Offset"
      })
  void theHeadersOfTheApiPass(String name) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add(name, "x");

    PassedHeaders.inwards(headers, Route.Door.TOKEN);

    assertThat(headers.get(name)).isEqualTo("x");
  }

  @Test
  void aHeaderNamedByConnectionBelongsToThatHop() {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Connection", "keep-alive, Sample")
            .add("Sample", "s")
            .add("Assembly", "GRCh38");

    PassedHeaders.inwards(headers, Route.Door.TOKEN);

    assertThat(headers.names()).containsExactly("Assembly");
  }

  @Test
  void anOpenRouteGetsNoUnverifiedToken() {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Authorization", "Bearer x");

    PassedHeaders.inwards(headers, Route.Door.OPEN);

    assertThat(headers.isEmpty()).isTrue();
  }

  @Test
  void aServiceCannotSpeakForTheDoor() {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Content-Security-Policy", "default-src *")
            .add("Page-Style", "sha256-x")
            .add("X-Request-Id", "other")
            .add("Server", "name/1.0")
            .add("Set-Cookie", "a=b")
            .add("Location", "/accessions/1");

    PassedHeaders.outwards(headers);

    assertThat(headers.names()).containsExactly("Location");
  }
}
