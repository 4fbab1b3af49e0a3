package org.genomerecord.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.genomerecord.ledger.envelope.CanonicalEnvelope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The first interpretation of the logs was amended, and the patient contacted again.
class AmendingOnRecordTest extends EditedLogs {
  private static final String AMENDMENT = "aaaaaaaa-0000-4000-8000-000000000001";
  private static final int AMENDED_AT = 1;
  private static final int CLOSED_AT = 2;

  @BeforeEach
  void amend() {
    var issued = CanonicalEnvelope.decode(interpretation.getFirst());
    var patient = value("patient", issued.payload());
    var callSet = value("callSet", issued.payload());
    int granted =
        first(
            consent,
            event -> event.type().equals(KnownEvent.GRANTED) && event.payload().contains(patient));
    edit(
        consent,
        granted,
        payload -> payload.replace("[\"collect\",", "[\"collect\",\"re-analyse\",\"re-contact\","));
    var reanalysis = permit(issued, "re-analyse", "call-set/" + callSet);
    var recontact = permit(issued, "re-contact", "recontact/" + AMENDMENT);
    var sealedAs = UUID.randomUUID();
    interpretation.add(
        AMENDED_AT,
        another(
            issued,
            sealedAs,
            KnownEvent.AMENDED,
            List.of(
                "accession:" + value("accession", issued.payload()),
                "call-set:" + callSet,
                "interpretation:" + AMENDMENT,
                "patient:" + patient),
            "{\"interpretation\":\"%s\",\"amends\":\"%s\",\"callSet\":\"%s\",\"accession\":\"%s\",\"patient\":\"%s\",\"knowledge\":\"2026-02\",\"dataClasses\":[\"pharmacogenomic\"],\"decision\":\"%s\",\"reason\":\"knowledge-release\",\"differences\":[\"phenotype\"],\"sealed\":{\"event\":\"%s\",\"generation\":1,\"ciphertext\":\"c2VhbGVk\"},\"amendedAt\":\"%s\"}"
                .formatted(
                    AMENDMENT,
                    value("interpretation", issued.payload()),
                    callSet,
                    value("accession", issued.payload()),
                    patient,
                    reanalysis,
                    sealedAs,
                    value("issuedAt", issued.payload()))));
    interpretation.add(
        CLOSED_AT,
        another(
            issued,
            UUID.randomUUID(),
            KnownEvent.RECONTACTED,
            List.of("call-set:" + callSet, "interpretation:" + AMENDMENT, "patient:" + patient),
            "{\"interpretation\":\"%s\",\"callSet\":\"%s\",\"patient\":\"%s\",\"outcome\":\"contacted\",\"decision\":\"%s\",\"closedAt\":\"%s\"}"
                .formatted(
                    AMENDMENT, callSet, patient, recontact, value("issuedAt", issued.payload()))));
  }

  /// A permit like the one that the interpretation was issued under, for something else.
  private String permit(CanonicalEnvelope issued, String action, String resource) {
    var before = value("decision", issued.payload());
    int at =
        first(
            consent,
            event -> event.type().equals(KnownEvent.PERMITTED) && event.payload().contains(before));
    var permitted = CanonicalEnvelope.decode(consent.get(at));
    var decision = UUID.randomUUID().toString();
    consent.add(
        at + 1,
        another(
            permitted,
            UUID.randomUUID(),
            permitted.type(),
            permitted.tags().stream().map(tag -> tag.replace(before, decision)).sorted().toList(),
            permitted
                .payload()
                .replace(before, decision)
                .replace("\"action\":\"use\"", "\"action\":\"" + action + "\"")
                .replace(value("resource", permitted.payload()), resource)));
    return decision;
  }

  private static byte[] another(
      CanonicalEnvelope event, UUID id, String type, List<String> tags, String payload) {
    return new CanonicalEnvelope(
            id,
            type,
            event.version(),
            event.recordedAt(),
            event.actor(),
            event.role(),
            event.organisation(),
            event.purposeOfUse(),
            event.correlation(),
            event.causation(),
            tags,
            payload)
        .encode();
  }

  @Test
  void whatWasPermittedAgreesAndNothingIsFound() {
    assertThat(discrepancies()).isEmpty();
  }

  @Test
  void anAmendmentOfWhatWasNotInForce() {
    edit(
        interpretation,
        AMENDED_AT,
        payload -> payload.replaceFirst("\"amends\":\"[^\"]+\"", "\"amends\":\"another\""));

    assertThat(discrepancies())
        .containsExactly("it amends an interpretation that was not in force");
  }

  @Test
  void anAmendmentUnderAPermitToUse() {
    int at = first(consent, event -> event.payload().contains("\"action\":\"re-analyse\""));
    edit(consent, at, payload -> payload.replace("re-analyse", "use"));

    assertThat(discrepancies())
        .containsExactly("the decision that it names permitted something else");
  }

  @Test
  void aRecontactOfWhatWasNotAmended() {
    interpretation.remove(AMENDED_AT);

    assertThat(discrepancies())
        .containsExactly("no amendment was there to contact the patient about");
  }

  @Test
  void aRecontactClosedTwice() {
    interpretation.add(CLOSED_AT + 1, interpretation.get(CLOSED_AT));

    assertThat(discrepancies()).contains("no amendment was there to contact the patient about");
  }
}
