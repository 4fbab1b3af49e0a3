package org.genomerecord.ingestion.laboratory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.genomerecord.record.event.LaboratoryEvent;
import org.genomerecord.record.event.LaboratoryEvent.LaboratoryOnboarded;
import org.genomerecord.record.event.LaboratoryEvent.LaboratoryReinstated;
import org.genomerecord.record.event.LaboratoryEvent.LaboratorySuspended;
import org.genomerecord.record.event.LaboratoryEvent.LaboratoryTermsChanged;
import org.genomerecord.record.event.LaboratoryEvent.WebhookSecretRotated;
import org.genomerecord.record.event.LaboratoryEvent.WebhookSubscribed;
import org.genomerecord.record.event.LaboratoryEvent.WebhookUnsubscribed;
import org.genomerecord.record.event.LaboratoryId;
import org.genomerecord.record.event.LaboratoryTerms;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.EventJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeepingALaboratoryTest {
  private static final LaboratoryId LAB = new LaboratoryId("north-lab");
  private static final String NAME = "North Laboratory";
  private static final String URL = "https://lab.example.org/results";
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final LaboratoryTerms SANDBOX =
      new LaboratoryTerms(List.of("R21.1"), 60, null, true);
  private static final LaboratoryOnboarded ONBOARDED =
      new LaboratoryOnboarded(LAB, NAME, LaboratoryTerms.STANDARD, NOON);
  private static final LaboratorySuspended SUSPENDED =
      new LaboratorySuspended(LAB, "contract-ended", NOON);
  private static final WebhookSubscribed SUBSCRIBED = new WebhookSubscribed(LAB, URL, 1, NOON);

  private static Laboratory given(LaboratoryEvent... events) {
    var laboratory = Laboratory.initial();
    for (var event : events) {
      laboratory = laboratory.evolve(event);
    }
    return laboratory;
  }

  private static ChangeLaboratory wants(LaboratoryChange change) {
    return wants(change, NOON);
  }

  private static ChangeLaboratory wants(LaboratoryChange change, Instant at) {
    return new ChangeLaboratory(
        LAB,
        change,
        new Attribution(new Actor("oscar", "operator", null), null, at, "request-1", null, null));
  }

  @Test
  void whoIsUnknownIsOnboarded() {
    var keep = wants(new LaboratoryChange.Keep(NAME, LaboratoryTerms.STANDARD));

    assertThat(given().decide(keep)).containsExactly(ONBOARDED);
  }

  static Stream<LaboratoryChange> changes() {
    return Stream.of(
        new LaboratoryChange.Suspend("contract-ended"),
        new LaboratoryChange.Reinstate(),
        new LaboratoryChange.Subscribe(URL),
        new LaboratoryChange.Unsubscribe(),
        new LaboratoryChange.RotateSecret(DAY));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void everythingElseNeedsThatFirst(LaboratoryChange change) {
    assertThatThrownBy(() -> given().decide(wants(change)))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("laboratory-unknown"));
  }

  @Test
  void theSameTermsAgainRecordNothing() {
    var keep = wants(new LaboratoryChange.Keep(NAME, LaboratoryTerms.STANDARD));

    assertThat(given(ONBOARDED).decide(keep)).isEmpty();
  }

  @Test
  void otherTermsTakeThePlaceOfAllBefore() {
    var keep = wants(new LaboratoryChange.Keep(NAME, SANDBOX));

    var events = given(ONBOARDED, SUSPENDED, SUBSCRIBED).decide(keep);

    assertThat(events).containsExactly(new LaboratoryTermsChanged(LAB, NAME, SANDBOX, NOON));
    assertThat(given(ONBOARDED, SUSPENDED, SUBSCRIBED).evolve(events.getFirst()))
        .isEqualTo(
            new Laboratory.Onboarded(
                NAME, SANDBOX, "contract-ended", new Laboratory.Webhook(URL, 1, null)));
  }

  @Test
  void whoIsSuspendedTwiceIsSuspendedOnce() {
    var suspend = wants(new LaboratoryChange.Suspend("contract-ended"));

    assertThat(given(ONBOARDED).decide(suspend)).containsExactly(SUSPENDED);
    assertThat(given(ONBOARDED, SUSPENDED).decide(suspend)).isEmpty();
  }

  @Test
  void whoIsReinstatedMaySubmitAgain() {
    var reinstate = wants(new LaboratoryChange.Reinstate());
    var reinstated = new LaboratoryReinstated(LAB, NOON);

    assertThat(given(ONBOARDED).decide(reinstate)).isEmpty();
    assertThat(given(ONBOARDED, SUSPENDED).decide(reinstate)).containsExactly(reinstated);
    assertThat(given(ONBOARDED, SUSPENDED, reinstated)).isEqualTo(given(ONBOARDED));
  }

  @Test
  void anotherAddressKeepsTheSecret() {
    var elsewhere = wants(new LaboratoryChange.Subscribe(URL + "/2"));

    assertThat(given(ONBOARDED).decide(wants(new LaboratoryChange.Subscribe(URL))))
        .containsExactly(SUBSCRIBED);
    assertThat(given(ONBOARDED, SUBSCRIBED).decide(elsewhere))
        .containsExactly(new WebhookSubscribed(LAB, URL + "/2", 1, NOON));
    assertThat(given(ONBOARDED, SUBSCRIBED).decide(wants(new LaboratoryChange.Subscribe(URL))))
        .isEmpty();
  }

  @Test
  void afterAnEndThereIsANewSecret() {
    var ended = new WebhookUnsubscribed(LAB, NOON);

    assertThat(
            given(ONBOARDED, SUBSCRIBED, ended).decide(wants(new LaboratoryChange.Subscribe(URL))))
        .containsExactly(new WebhookSubscribed(LAB, URL, 2, NOON));
    assertThat(
            given(ONBOARDED, SUBSCRIBED, ended).decide(wants(new LaboratoryChange.Unsubscribe())))
        .isEmpty();
  }

  @Test
  void twoSecretsSignAtMost() {
    var rotated = new WebhookSecretRotated(LAB, 2, NOON.plus(DAY), NOON);
    var rotate = new LaboratoryChange.RotateSecret(DAY);
    var during = given(ONBOARDED, SUBSCRIBED, rotated);

    assertThat(given(ONBOARDED, SUBSCRIBED).decide(wants(rotate))).containsExactly(rotated);
    assertThatThrownBy(() -> during.decide(wants(rotate)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.code()).isEqualTo("webhook-rotation-running"));
    assertThat(during.decide(wants(rotate, NOON.plus(DAY))))
        .containsExactly(
            new WebhookSecretRotated(LAB, 3, NOON.plus(DAY).plus(DAY), NOON.plus(DAY)));
  }

  /// Known to others: it must not sign a moment longer.
  @Test
  void withoutOverlapASecretIsRotatedAlsoDuringARotation() {
    var rotated = new WebhookSecretRotated(LAB, 2, NOON.plus(DAY), NOON);

    assertThat(
            given(ONBOARDED, SUBSCRIBED, rotated)
                .decide(wants(new LaboratoryChange.RotateSecret(Duration.ZERO))))
        .containsExactly(new WebhookSecretRotated(LAB, 3, NOON, NOON));
  }

  @Test
  void withoutAWebhookThereIsNothingToRotate() {
    assertThatThrownBy(() -> given(ONBOARDED).decide(wants(new LaboratoryChange.RotateSecret(DAY))))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("webhook-none"));
  }

  @Test
  void termsAreReadBackAsTheyWereWritten() {
    assertThat(EventJson.read(EventJson.write(ONBOARDED), LaboratoryOnboarded.class))
        .isEqualTo(ONBOARDED);
    assertThatThrownBy(() ->
            new LaboratoryTerms(
                List.of("R21.1"), null, null, false, Map.of("R22", List.of("CYP2C9"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() ->
            new LaboratoryTerms(List.of(), null, null, false, Map.of("R22", List.of("not a gene"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LaboratoryTerms(List.of("a code"), null, null, false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LaboratoryTerms(List.of(), 0, null, false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LaboratoryTerms(List.of(), null, 0L, false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTestPromisesGenesAndWhatPromisesNoneIsWrittenAsBefore() {
    var terms =
        new LaboratoryTerms(
            List.of("R21.1"),
            null,
            null,
            false,
            Map.of("R21.1", List.of("DPYD", "CYP2C9", "DPYD")));

    assertThat(terms.genesOf("R21.1")).containsExactly("CYP2C9", "DPYD");
    assertThat(terms.genesOf("M1")).isEmpty();
    assertThat(terms.genesOf(null)).isEmpty();
    assertThat(EventJson.read(EventJson.write(terms), LaboratoryTerms.class)).isEqualTo(terms);
    assertThat(EventJson.write(LaboratoryTerms.STANDARD))
        .isEqualTo("{\"testCodes\":[],\"sandbox\":false}");
  }
}
