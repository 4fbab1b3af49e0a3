package org.genomerecord.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.genomerecord.ledger.envelope.CanonicalEnvelope;
import org.junit.jupiter.api.Test;

/// A clinician's first read is one in an emergency, which is declared just before.
class RestingOnAnEmergencyTest extends EditedLogs {
  private static final String EMERGENCY = "00000000-0000-4000-8000-000000000009";

  private CanonicalEnvelope read() {
    return CanonicalEnvelope.decode(consent.get(permit()));
  }

  private int permit() {
    return first(
        consent,
        event -> event.type().equals(KnownEvent.PERMITTED) && event.role().equals("clinician"));
  }

  private static Instant decidedAt(CanonicalEnvelope read) {
    return Instant.parse(value("decidedAt", read.payload()));
  }

  /// @param change of the payload of the declaration
  private void declare(CanonicalEnvelope read, UnaryOperator<String> change) {
    var patient = value("patient", read.payload());
    var id = UUID.fromString("00000000-0000-7000-8000-000000000010");
    consent.add(
        permit(),
        Envelopes.inAnEmergency(
            read,
            id,
            KnownEvent.DECLARED,
            List.of(
                "consents-of:" + patient,
                "emergency:" + EMERGENCY,
                "patient:" + patient,
                "review-of:" + EMERGENCY),
            change.apply(
                "{\"emergency\":\"%s\",\"patient\":\"%s\",\"person\":\"%s\",\"reason\":\"life-threatening\",\"declaredAt\":\"%s\",\"until\":\"%s\",\"sealed\":{\"event\":\"%s\",\"generation\":1,\"ciphertext\":\"c2VhbGVk\"}}"
                    .formatted(
                        EMERGENCY,
                        patient,
                        read.actor(),
                        decidedAt(read).minusSeconds(60),
                        decidedAt(read).plusSeconds(60),
                        id))));
  }

  private void permitOnIt(CanonicalEnvelope read) {
    var tags = new ArrayList<>(read.tags());
    tags.removeIf(tag -> tag.startsWith("consent:"));
    tags.add("emergency:" + EMERGENCY);
    consent.set(
        permit(),
        Envelopes.inAnEmergency(
            read,
            read.id(),
            KnownEvent.PERMITTED,
            tags.stream().sorted().toList(),
            read.payload()
                .replaceFirst(
                    "\"consents\":\\[[^\\]]*\\]",
                    "\"consents\":[],\"emergency\":\"%s\"".formatted(EMERGENCY))));
  }

  private void story(UnaryOperator<String> declaration) {
    var read = read();
    permitOnIt(read);
    declare(read, declaration);
  }

  @Test
  void aReadInADeclaredEmergencyRestsOnIt() {
    story(payload -> payload);

    assertThat(discrepancies()).isEmpty();
  }

  @Test
  void anEmergencyThatNobodyDeclared() {
    permitOnIt(read());

    assertThat(discrepancies())
        .containsExactly("the emergency that it rests on was never declared");
  }

  @Test
  void anEmergencyOfAnotherPatient() {
    story(payload -> payload);
    var read = read();
    var patient = value("patient", read.payload());
    int declared = first(consent, event -> event.type().equals(KnownEvent.DECLARED));
    var event = CanonicalEnvelope.decode(consent.get(declared));
    consent.set(
        declared,
        Envelopes.with(
            event,
            event.tags().stream().map(tag -> tag.replace(patient, "PANOTHER")).toList(),
            event.payload().replace(patient, "PANOTHER")));

    assertThat(discrepancies())
        .containsExactly("the emergency that it names is of another patient");
  }

  @Test
  void anEmergencyThatWasOver() {
    var at = decidedAt(read());
    story(payload -> payload.replace(at.plusSeconds(60).toString(), at.toString()));

    assertThat(discrepancies())
        .containsExactly("the emergency that it rests on was over, or not yet declared");
  }

  @Test
  void anEmergencyThatIsDeclaredAfterwards() {
    var at = decidedAt(read());
    story(payload -> payload.replace(at.minusSeconds(60).toString(), at.plusSeconds(1).toString()));

    assertThat(discrepancies())
        .containsExactly("the emergency that it rests on was over, or not yet declared");
  }

  @Test
  void anEmergencyOfAnotherPerson() {
    story(payload -> payload.replaceFirst("\"person\":\"[^\"]+\"", "\"person\":\"dr-who\""));

    assertThat(discrepancies())
        .containsExactlyInAnyOrder(
            "it was not declared by a clinician for themselves",
            "the emergency that it rests on was declared by another person");
  }

  @Test
  void aReadForAnotherPurpose() {
    story(payload -> payload);
    int at =
        first(
            consent,
            event ->
                event.tags().contains("emergency:" + EMERGENCY)
                    && event.type().equals(KnownEvent.PERMITTED));
    var event = CanonicalEnvelope.decode(consent.get(at));
    consent.set(
        at,
        new CanonicalEnvelope(
                event.id(),
                event.type(),
                event.version(),
                event.recordedAt(),
                event.actor(),
                event.role(),
                event.organisation(),
                "TREAT",
                event.correlation(),
                event.causation(),
                event.tags(),
                event.payload())
            .encode());

    assertThat(discrepancies())
        .containsExactly("an emergency does not permit this purpose or action");
  }
}
