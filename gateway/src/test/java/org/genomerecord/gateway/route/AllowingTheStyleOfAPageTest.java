package org.genomerecord.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowingTheStyleOfAPageTest {
  private static final String DIGEST = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

  private final MultiMap headers =
      MultiMap.caseInsensitiveMultiMap()
          .add("Content-Type", "text/html;charset=UTF-8")
          .add("Page-Style", DIGEST);

  @Test
  void theStyleThatThePageNamesIsAllowedAndNothingElse() {
    assertThat(PageStyle.policy(headers))
        .hasValue("default-src 'none'; style-src '" + DIGEST + "'; frame-ancestors 'none'");
  }

  @Test
  void whatIsNoPageHasNoStyle() {
    headers.set("Content-Type", "application/fhir+json");

    assertThat(PageStyle.policy(headers)).isEmpty();
    assertThat(PageStyle.policy(MultiMap.caseInsensitiveMultiMap())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unsafe-inline",
        "sha256-x",
        "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' *; script-src 'unsafe-inline",
      })
  void nothingButADigestIsTaken(String digest) {
    headers.set("Page-Style", digest);

    assertThat(PageStyle.policy(headers)).isEmpty();
  }

  @Test
  void oneStyleIsAllowedAndNoSecond() {
    headers.add("Page-Style", DIGEST);

    assertThat(PageStyle.policy(headers)).isEmpty();
  }
}
