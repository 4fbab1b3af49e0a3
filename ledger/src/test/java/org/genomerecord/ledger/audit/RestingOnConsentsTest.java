package org.genomerecord.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.genomerecord.ledger.envelope.CanonicalEnvelope;
import org.junit.jupiter.api.Test;

class RestingOnConsentsTest extends EditedLogs {
  @Test
  void aPermitAfterTheWithdrawal() {
    int withdrawn = first(consent, event -> event.type().equals(KnownEvent.WITHDRAWN));
    var event = consent.remove(withdrawn);
    // Before the patient's reads, which the story tells at the end.
    consent.add(withdrawn - 3, event);

    assertThat(discrepancies()).containsOnly("a consent that it rests on was withdrawn before");
  }

  @Test
  void aConsentThatWasNeverGranted() {
    consent.remove(first(consent, event -> event.type().equals(KnownEvent.GRANTED)));

    assertThat(discrepancies()).containsOnly("a consent that it rests on was never granted");
  }

  @Test
  void aConsentForAnotherPurpose() {
    int granted = first(consent, event -> event.type().equals(KnownEvent.GRANTED));
    edit(consent, granted, payload -> payload.replace("TREAT", "HRESCH"));

    assertThat(discrepancies()).containsOnly("a consent that it rests on does not cover it");
  }

  @Test
  void aConsentForAnotherOrganisation() {
    int granted = first(consent, event -> event.type().equals(KnownEvent.GRANTED));
    edit(
        consent,
        granted,
        payload -> payload.replace("\"organisations\":[]", "\"organisations\":[\"east\"]"));

    assertThat(discrepancies()).containsOnly("a consent that it rests on does not cover it");
  }

  @Test
  void aConsentThatHasExpired() {
    int granted = first(consent, event -> event.type().equals(KnownEvent.GRANTED));
    edit(consent, granted, payload -> payload.replace("2027-01-01", "2026-01-01"));

    assertThat(discrepancies()).containsOnly("a consent that it rests on does not cover it");
  }

  @Test
  void aPermitWithoutAConsent() {
    int permit = first(consent, event -> event.type().equals(KnownEvent.PERMITTED));
    var event = CanonicalEnvelope.decode(consent.get(permit));
    consent.set(
        permit,
        Envelopes.with(
            event,
            event.tags().stream().filter(tag -> !tag.startsWith("consent:")).toList(),
            event.payload().replaceFirst("\"consents\":\\[[^\\]]*\\]", "\"consents\":[]")));

    assertThat(discrepancies()).containsExactly("it permits, and names no consent");
  }

  @Test
  void aPermitThatRestsOnTwoConsents() {
    permitOnTwoConsents("[\"pharmacogenomic\",\"carrier\"]");

    assertThat(discrepancies()).isEmpty();
  }

  @Test
  void aPermitOfMoreThanItsTwoConsentsCover() {
    permitOnTwoConsents("[\"pharmacogenomic\",\"carrier\",\"germline\"]");

    assertThat(discrepancies())
        .containsExactly("the consents that it rests on together do not cover it");
  }

  /// The first permit, for these data classes, on the patient's consent and a second one.
  private void permitOnTwoConsents(String dataClasses) {
    int granted = first(consent, event -> event.type().equals(KnownEvent.GRANTED));
    var grant = CanonicalEnvelope.decode(consent.get(granted));
    var id = value("consent", grant.payload());
    var second = "00000000-0000-4000-8000-000000000002";
    consent.add(
        granted,
        Envelopes.with(
            grant,
            grant.tags().stream().map(tag -> tag.replace(id, second)).toList(),
            grant.payload().replace(id, second).replace("[\"pharmacogenomic\"]", "[\"carrier\"]")));
    int permitted = first(consent, event -> event.type().equals(KnownEvent.PERMITTED));
    var permit = CanonicalEnvelope.decode(consent.get(permitted));
    var tags = new TreeSet<>(permit.tags());
    tags.add("consent:" + second);
    consent.set(
        permitted,
        Envelopes.with(
            permit,
            List.copyOf(tags),
            permit
                .payload()
                .replace("[\"pharmacogenomic\"]", dataClasses)
                .replace("[\"" + id, "[\"" + second + "\",\"" + id)));
  }

  @Test
  void aDecisionThatSaysItWasMadeAtAnotherTime() {
    int permit = first(consent, event -> event.type().equals(KnownEvent.PERMITTED));
    edit(
        consent,
        permit,
        payload -> payload.replaceFirst("\"decidedAt\":\"2026", "\"decidedAt\":\"2025"));

    assertThat(discrepancies())
        .contains("it was recorded at another time than it says it was decided");
  }

  @Test
  void aConsentWithdrawnThatWasNeverGranted() {
    int withdrawn = first(consent, event -> event.type().equals(KnownEvent.WITHDRAWN));
    var id = value("consent", CanonicalEnvelope.decode(consent.get(withdrawn)).payload());
    consent.removeIf(entry -> {
      var event = CanonicalEnvelope.decode(entry);
      return event.type().equals(KnownEvent.GRANTED) && event.payload().contains(id);
    });

    assertThat(discrepancies()).contains("the consent that it withdraws was never granted");
  }

  @Test
  void aConsentGrantedTwice() {
    int granted = first(consent, event -> event.type().equals(KnownEvent.GRANTED));
    consent.add(granted, consent.get(granted));

    assertThat(discrepancies()).containsExactly("another consent has this id");
  }

  @Test
  void aConsentOfSomebodyElse() {
    int granted = first(consent, event -> event.type().equals(KnownEvent.GRANTED));
    var event = CanonicalEnvelope.decode(consent.get(granted));
    var patient = value("patient", event.payload());
    consent.set(
        granted,
        Envelopes.with(
            event,
            event.tags().stream().map(tag -> tag.replace(patient, "somebody")).toList(),
            event.payload().replace(patient, "somebody")));

    assertThat(discrepancies()).containsOnly("the consent that it names is of another patient");
  }

  @Test
  void aPermitThatASecondConsentAddsNothingTo() {
    permitOnTwoConsents("[\"pharmacogenomic\"]");

    assertThat(discrepancies()).containsExactly("a consent that it rests on does not cover it");
  }

  @Test
  void aConsentForAnotherAction() {
    int granted = first(consent, event -> event.type().equals(KnownEvent.GRANTED));
    edit(consent, granted, payload -> payload.replace("[\"collect\",\"use\"]", "[\"use\"]"));

    assertThat(discrepancies()).containsExactly("a consent that it rests on does not cover it");
  }

  @Test
  void aConsentThatHasNotBegun() {
    int granted = first(consent, event -> event.type().equals(KnownEvent.GRANTED));
    edit(consent, granted, payload -> payload.replace("\"from\":\"2025", "\"from\":\"2027"));

    assertThat(discrepancies()).containsOnly("a consent that it rests on does not cover it");
  }

  @Test
  void aConsentForOtherDataClasses() {
    int granted = first(consent, event -> event.type().equals(KnownEvent.GRANTED));
    edit(consent, granted, payload -> payload.replace("pharmacogenomic", "carrier"));

    assertThat(discrepancies()).containsOnly("a consent that it rests on does not cover it");
  }
}
