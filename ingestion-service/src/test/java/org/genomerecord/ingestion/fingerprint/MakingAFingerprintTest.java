package org.genomerecord.ingestion.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.genomerecord.ingestion.vcf.IdentityGenotypes;
import org.junit.jupiter.api.Test;

class MakingAFingerprintTest {
  private final FingerprintKey key = new FingerprintKey("correct horse battery staple");

  private static IdentityGenotypes genotypes(Map<Integer, String> bands) {
    return new IdentityGenotypes(new TreeMap<>(bands));
  }

  private Fingerprint made(Map<Integer, String> bands) {
    return key.of(genotypes(bands)).orElseThrow();
  }

  @Test
  void equalBandsAreEqualWhateverIsBesideThem() {
    var one = made(Map.of(0, "01201201", 1, "11111111"));
    var other = made(Map.of(0, "01201201", 1, "11111112", 2, "00000000"));

    assertThat(one.bands()).hasSize(2).doesNotHaveDuplicates();
    assertThat(other.bands()).hasSize(3).contains(one.bands().getFirst());
    assertThat(other.bands()).doesNotContain(one.bands().getLast());
  }

  @Test
  void theSameGenotypesInAnotherBandAreOthers() {
    assertThat(made(Map.of(0, "01201201")).bands())
        .doesNotContainAnyElementsOf(made(Map.of(1, "01201201")).bands());
  }

  @Test
  void underAnotherKeyNothingIsEqual() {
    var bands = genotypes(Map.of(0, "01201201"));

    assertThat(new FingerprintKey("correct horse battery stapler").of(bands))
        .isPresent()
        .isNotEqualTo(key.of(bands));
  }

  @Test
  void withoutAKeyThereIsNone() {
    assertThat(new FingerprintKey(" ").of(genotypes(Map.of(0, "01201201")))).isEmpty();
    assertThatThrownBy(() -> new FingerprintKey("correct horse"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("horse");
  }

  @Test
  void noDigestIsShownInText() {
    assertThat(made(Map.of(0, "01201201")).toString()).isEqualTo("Fingerprint[…]");
  }
}
