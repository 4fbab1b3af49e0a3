package org.genomerecord.ingestion.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import org.genomerecord.record.event.LaboratoryId;
import org.genomerecord.record.refusal.Refusal;
import org.junit.jupiter.api.Test;

class SigningAWebhookTest {
  private static final LaboratoryId NORTH = new LaboratoryId("north-lab");
  private static final LaboratoryId SOUTH = new LaboratoryId("south-lab");
  private static final String KEY = "not-a-secret-but-as-long-as-one";

  /// The test vector of the libraries of Standard Webhooks.
  @Test
  void whatIsSignedIsIdTimeAndBody() {
    var secret = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    assertThat(
            WebhookSignature.of(
                List.of(secret),
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330,
                "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void twoSecretsGiveTwoSignaturesEachAsIfAlone() {
    var first = new byte[] {1};
    var second = new byte[] {2};

    assertThat(WebhookSignature.of(List.of(first, second), "id", 1, "{}"))
        .isEqualTo(
            WebhookSignature.of(List.of(first), "id", 1, "{}")
                + " "
                + WebhookSignature.of(List.of(second), "id", 1, "{}"));
  }

  @Test
  void eachLaboratoryAndGenerationHasASecretOfItsOwnThatIsAlwaysTheSame() {
    var secrets = new WebhookSecrets(KEY);

    assertThat(secrets.written(NORTH, 1)).isEqualTo(new WebhookSecrets(KEY).written(NORTH, 1));
    assertThat(
            List.of(
                secrets.written(NORTH, 1),
                secrets.written(NORTH, 2),
                secrets.written(SOUTH, 1),
                new WebhookSecrets(KEY + "!").written(NORTH, 1)))
        .doesNotHaveDuplicates()
        .allMatch(secret -> secret.matches("whsec_[A-Za-z0-9+/]{43}="));
  }

  @Test
  void withoutAKeyNothingIsSignedAndAShortOneIsRefused() {
    assertThatThrownBy(() -> new WebhookSecrets("").secret(NORTH, 1)).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> new WebhookSecrets("short"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("short");
  }
}
