package org.genomerecord.record.permit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtectingTheWayOfKeysTest {

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "consent-service", "10.0.0.7", "127.0.0.1.example", ""})
  void offThisMachineNothingStartsWithoutAWordOfTheOperator(String host) {
    assertThatThrownBy(() -> KeyLink.require(host, false, "loopback"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("genome.key-link");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "[::1]"})
  void onThisMachineItDoes(String host) {
    assertThatCode(() -> KeyLink.require(host, false, "loopback")).doesNotThrowAnyException();
  }

  @Test
  void aMeshProtectsIt() {
    assertThatCode(() -> KeyLink.require("consent-service", false, "mesh"))
        .doesNotThrowAnyException();
  }

  @Test
  void soDoesTlsIfItIsSpokenAndNothingElse() {
    assertThatCode(() -> KeyLink.require("consent-service", true, "tls"))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> KeyLink.require("consent-service", false, "tls"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("in the clear");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Mesh", "TLS", "none", "true"})
  void whatIsMisspeltProtectsNothing(String protection) {
    assertThatThrownBy(() -> KeyLink.require("127.0.0.1", true, protection))
        .isInstanceOf(IllegalStateException.class);
  }
}
