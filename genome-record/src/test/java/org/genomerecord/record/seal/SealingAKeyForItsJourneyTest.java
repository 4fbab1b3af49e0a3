package org.genomerecord.record.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.seal.KeyInTransit.Recipient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealingAKeyForItsJourneyTest {
  private static final Pseudonym PATIENT = new Pseudonym("PATIENT0000000000000000001");
  private static final DecisionId DECISION = new DecisionId("decision-1");
  private static final SubjectKey KEY = SubjectKey.generate(PATIENT, 2);

  private final KeyInTransit request = KeyInTransit.generate();

  private String sealed() {
    return Recipient.parse(request.publicKey()).seal(KEY, DECISION);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Test
  void whoAskedOpensIt() {
    assertThat(request.open(sealed(), DECISION, PATIENT, 2).serialize()).isEqualTo(KEY.serialize());
  }

  @Test
  void onItsWayTheKeyIsNotThere() {
    assertThat(text(Base64.getDecoder().decode(sealed()))).doesNotContain(text(KEY.serialize()));
    assertThat(sealed()).isNotEqualTo(sealed());
  }

  @Test
  void everyRequestHasAnotherKey() {
    assertThat(KeyInTransit.generate().publicKey()).isNotEqualTo(request.publicKey());
  }

  @Test
  void nobodyElseOpensIt() {
    var other = KeyInTransit.generate();
    var sealed = sealed();

    assertThatThrownBy(() -> other.open(sealed, DECISION, PATIENT, 2))
        .isInstanceOf(Unsealable.class);
  }

  @Test
  void itOpensForItsDecisionPatientAndGenerationOnly() {
    var sealed = sealed();

    assertThatThrownBy(() -> request.open(sealed, new DecisionId("decision-2"), PATIENT, 2))
        .isInstanceOf(Unsealable.class);
    assertThatThrownBy(() -> request.open(sealed, DECISION, new Pseudonym("ANOTHER"), 2))
        .isInstanceOf(Unsealable.class);
    assertThatThrownBy(() -> request.open(sealed, DECISION, PATIENT, 1))
        .isInstanceOf(Unsealable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAA", "not base64"})
  void whatIsNoPublicKeyIsRefused(String publicKey) {
    assertThatThrownBy(() -> Recipient.parse(publicKey))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aKeyInTheClearIsNotTakenForASealedOne() {
    var clear = Base64.getEncoder().encodeToString(KEY.serialize());

    assertThatThrownBy(() -> request.open(clear, DECISION, PATIENT, 2))
        .isInstanceOf(Unsealable.class);
  }
}
