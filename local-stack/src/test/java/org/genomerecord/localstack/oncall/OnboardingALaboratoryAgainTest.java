package org.genomerecord.localstack.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.genomerecord.localstack.StackFault;
import org.junit.jupiter.api.Test;

class OnboardingALaboratoryAgainTest {
  private static final Map<String, String> GENES = Map.of("A1", "CYP2C9,CYP2D6");

  /// As the service answers, with the quotas that hold.
  private static JsonNode there() {
    var terms =
        (ObjectNode) Labs.terms("A Lab", List.of("A1", "B2"), 60, 1_000L, true, GENES).deepCopy();
    return terms.put("laboratory", "lab-own");
  }

  private static void again(JsonNode wanted) {
    Labs.requireSameTerms(there(), wanted);
  }

  @Test
  void onTheSameTermsChangesNothing() {
    assertThatCode(
            () -> {
              again(Labs.terms("A Lab", List.of("B2", "A1"), 60, 1_000L, true, GENES));
              again(
                  Labs.terms(
                      "A Lab",
                      List.of("A1", "B2"),
                      null,
                      null,
                      true,
                      Map.of("A1", "CYP2D6,CYP2C9")));
            })
        .doesNotThrowAnyException();
  }

  /// Whatever is left out is a term, too: without `--sandbox` the laboratory would be let in.
  @Test
  void onOthersIsRefused() {
    var codes = List.of("A1", "B2");
    var others =
        List.of(
            Labs.terms("Renamed", codes, null, null, true, GENES),
            Labs.terms("A Lab", codes, null, null, false, GENES),
            Labs.terms("A Lab", List.of(), null, null, true, GENES),
            Labs.terms("A Lab", codes, 61, null, true, GENES),
            Labs.terms("A Lab", codes, null, 1_001L, true, GENES),
            Labs.terms("A Lab", codes, null, null, true, Map.of()));

    for (var wanted : others) {
      assertThatThrownBy(() -> again(wanted))
          .isInstanceOfSatisfying(
              StackFault.class, fault -> assertThat(fault.remedy()).contains("./genome labs terms"))
          .hasMessageContaining("lab-own is onboarded already");
    }
  }
}
