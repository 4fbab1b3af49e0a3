package org.genomerecord.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
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
    grant(payload -> payload.replace("TREAT", "HRESCH"));

    assertThat(discrepancies()).containsOnly("a consent that it rests on does not cover it");
  }

  /// The permit of the suite's own service stands.
  @Test
  void aConsentForAnotherOrganisation() {
    grant(payload -> payload.replace("\"actors\":[],", actors("organisation", "east") + ","));

    assertThat(discrepancies())
        .hasSize(4)
        .containsOnly("a consent that it rests on does not cover it");
  }

  @Test
  void aConsentThatDenies() {
    grant(payload -> payload.replace("{\"type\":\"permit\"", "{\"type\":\"deny\""));

    assertThat(discrepancies()).hasSize(5).containsOnly("a consent that it rests on denies it");
  }

  @Test
  void aConsentThatDeniesARoleByAnException() {
    grant(payload -> payload.replace(actors("person", "dr-ash"), actors("role", "clinician")));

    assertThat(discrepancies()).hasSize(3).containsOnly("a consent that it rests on denies it");
  }

  @Test
  void aConsentThatDeniesOneActorByAnException() {
    grant(payload -> payload.replace("dr-ash", "interpretation-service"));

    assertThat(discrepancies()).containsExactly("a consent that it rests on denies it");
  }

  @Test
  void aConsentWithAnExceptionToItsException() {
    grant(payload ->
        payload.replace(
            actors("person", "dr-ash"),
            actors("role", "clinician")
                + ",\"provisions\":[{\"type\":\"permit\","
                + actors("organisation", "north-hospital")
                + "}]"));

    assertThat(discrepancies()).isEmpty();
  }

  @Test
  void aConsentWithAProvisionThatCannotBeRead() {
    grant(payload -> payload.replace("\"kind\":\"person\"", "\"kind\":\"animal\""));

    assertThat(discrepancies())
        .contains("an actor is of no kind that this program knows")
        .filteredOn(message -> !message.startsWith("an actor"))
        .hasSize(5)
        .containsOnly("a consent that it rests on was never granted");
  }

  @Test
  void aConsentOfTheFirstVersion() {
    grantOfVersion1("[\"north-hospital\"]");

    assertThat(discrepancies()).isEmpty();
  }

  @Test
  void aConsentOfTheFirstVersionForAnotherOrganisation() {
    grantOfVersion1("[\"east\"]");

    assertThat(discrepancies())
        .hasSize(4)
        .containsOnly("a consent that it rests on does not cover it");
  }

  @Test
  void aConsentOfAVersionThatIsStillToCome() {
    int granted = first(consent, event -> event.type().equals(KnownEvent.GRANTED));
    var event = CanonicalEnvelope.decode(consent.get(granted));
    consent.set(granted, Envelopes.ofVersion(event, "4", event.payload()));

    assertThat(discrepancies())
        .contains("this program does not know such an event, or its version");
  }

  @Test
  void aVersionThatOnlyAnotherEventHas() {
    int withdrawn = first(consent, event -> event.type().equals(KnownEvent.WITHDRAWN));
    var event = CanonicalEnvelope.decode(consent.get(withdrawn));
    consent.set(withdrawn, Envelopes.ofVersion(event, "2", event.payload()));

    assertThat(discrepancies())
        .contains("this program does not know such an event, or its version");
  }

  private void grant(UnaryOperator<String> payload) {
    edit(consent, first(consent, event -> event.type().equals(KnownEvent.GRANTED)), payload);
  }

  private static String actors(String kind, String id) {
    return "\"actors\":[{\"kind\":\"%s\",\"id\":\"%s\"}]".formatted(kind, id);
  }

  private void grantOfVersion1(String organisations) {
    int granted = first(consent, event -> event.type().equals(KnownEvent.GRANTED));
    var event = CanonicalEnvelope.decode(consent.get(granted));
    var provision =
        "\"provision\":{\"purposeOfUse\":\"TREAT\",\"actions\":[\"collect\",\"use\"],\"dataClasses\":[\"pharmacogenomic\"],\"organisations\":%s,\"from\":\"2025-01-01T00:00:00Z\",\"until\":\"2027-01-01T00:00:00Z\"},"
            .formatted(organisations);
    consent.set(
        granted,
        Envelopes.ofVersion(
            event,
            "1",
            event.payload().replaceFirst("\"provision\":.*(?=\"grantedAt\")", provision)));
  }

  @Test
  void aConsentThatHasExpired() {
    grant(payload -> payload.replace("2027-01-01", "2026-01-01"));

    assertThat(discrepancies()).containsOnly("a consent that it rests on does not cover it");
  }

  @Test
  void aConsentThatEndsWhenThePatientsLastPermitIsDecided() {
    grant(payload -> payload.replace("2027-01-01T00:00:00Z", decidedAt(5)));

    assertThat(discrepancies()).containsExactly("a consent that it rests on does not cover it");
  }

  @Test
  void aConsentThatBeginsWhenThePatientsFirstPermitIsDecided() {
    grant(payload -> payload.replace("2025-01-01T00:00:00Z", decidedAt(1)));

    assertThat(discrepancies()).isEmpty();
  }

  /// Of the first patient's permits.
  private String decidedAt(int permit) {
    var payload =
        consent.stream()
            .map(CanonicalEnvelope::decode)
            .filter(event -> event.type().equals(KnownEvent.PERMITTED))
            .skip(permit - 1)
            .map(CanonicalEnvelope::payload)
            .findFirst()
            .orElseThrow();
    return value("decidedAt", payload);
  }

  @Test
  void aConsentWithoutEnd() {
    grant(payload -> payload.replace("\"2027-01-01T00:00:00Z\"", "null"));

    assertThat(discrepancies()).isEmpty();
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

  /// The patient's own service and three reads of a clinician.
  @Test
  void whatAConsentDeniesThatNoPermitNames() {
    denyIn("\"purposesOfUse\":[\"TREAT\"],\"actions\":[\"use\"]");

    assertThat(discrepancies())
        .hasSize(4)
        .containsOnly("a consent in force that it does not name denies it");
  }

  @Test
  void anotherConsentThatDeniesSomethingElse() {
    denyIn("\"dataClasses\":[\"htt\"]");

    assertThat(discrepancies()).isEmpty();
  }

  private void denyIn(String limits) {
    int granted = first(consent, event -> event.type().equals(KnownEvent.GRANTED));
    var grant = CanonicalEnvelope.decode(consent.get(granted));
    var second = "00000000-0000-4000-8000-000000000002";
    var id = value("consent", grant.payload());
    consent.add(
        granted + 1,
        Envelopes.with(
            grant,
            grant.tags().stream().map(tag -> tag.replace(id, second)).toList(),
            grant
                .payload()
                .replace(id, second)
                .replaceFirst(
                    "\"provision\":.*(?=\"grantedAt\")",
                    "\"provision\":{\"type\":\"deny\"," + limits + "},")));
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

  @Test
  void aPermitOfMoreThanItsConsentCovers() {
    int permit = first(consent, event -> event.type().equals(KnownEvent.PERMITTED));
    edit(consent, permit, payload -> payload.replace("[\"pharm", "[\"carrier\",\"pharm"));

    assertThat(discrepancies()).containsExactly("a consent that it rests on does not cover it");
  }

  @Test
  void aPermitOfWhatOneOfItsTwoConsentsDenies() {
    permitOnTwoConsents("[\"pharmacogenomic\",\"carrier\"]");
    // The second, which stands before the other, now permits all but what the other permits.
    grant(payload ->
        payload
            .replace("[\"carrier\"]", "[]")
            .replace(actors("person", "dr-ash"), "\"dataClasses\":[\"pharmacogenomic\"]"));

    // It denies the patient's later permits as well, which do not name it.
    assertThat(discrepancies())
        .containsOnlyOnce("a consent that it rests on denies it")
        .contains("a consent in force that it does not name denies it")
        .hasSize(5);
  }

  @Test
  void aPermitOfLessThanOneOfItsTwoConsentsDenies() {
    permitOnTwoConsents("[\"pharmacogenomic\",\"carrier\"]");
    grant(payload ->
        payload
            .replace("[\"carrier\"]", "[]")
            .replace(actors("person", "dr-ash"), "\"dataClasses\":[\"germline\"]"));

    assertThat(discrepancies()).isEmpty();
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
    grant(payload -> payload.replace("[\"collect\",\"use\"]", "[\"use\"]"));

    assertThat(discrepancies()).containsExactly("a consent that it rests on does not cover it");
  }

  @Test
  void aConsentThatHasNotBegun() {
    grant(payload -> payload.replace("\"from\":\"2025", "\"from\":\"2027"));

    assertThat(discrepancies()).containsOnly("a consent that it rests on does not cover it");
  }

  @Test
  void aConsentForOtherDataClasses() {
    grant(payload -> payload.replace("pharmacogenomic", "carrier"));

    assertThat(discrepancies()).containsOnly("a consent that it rests on does not cover it");
  }
}
