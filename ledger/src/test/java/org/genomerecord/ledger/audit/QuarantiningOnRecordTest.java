package org.genomerecord.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.genomerecord.ledger.envelope.CanonicalEnvelope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The first submission of the logs waited in quarantine before it was received.
class QuarantiningOnRecordTest extends EditedLogs {
  private static final String REFUSAL = "refusal-of-quarantine";

  private int refused;
  private int waits;
  private int released;
  private String accession;

  @BeforeEach
  void wasQuarantined() {
    waits = first(ingestion, event -> event.type().equals(KnownEvent.RECEIVED));
    released = waits + 1;
    var received = CanonicalEnvelope.decode(ingestion.get(waits));
    accession = value("accession", received.payload());
    var permit = decision(ingestion.get(waits));
    refused =
        first(
            consent,
            event ->
                event.type().equals(KnownEvent.PERMITTED)
                    && event.payload().contains("\"decision\":\"" + permit + "\""));
    var permitted = CanonicalEnvelope.decode(consent.get(refused));
    consent.add(
        refused,
        event(
            permitted,
            UUID.randomUUID(),
            KnownEvent.REFUSED,
            List.of("decision:" + REFUSAL),
            ("\"decision\":\"%s\",\"action\":\"collect\",\"resource\":\"accession/%s\","
                    + "\"requester\":\"ingestion-service\",\"reason\":\"patient-unknown\","
                    + "\"decidedAt\":\"%s\"")
                .formatted(REFUSAL, accession, value("decidedAt", permitted.payload()))));
    ingestion.add(waits, let(received, permit));
    ingestion.add(waits, waiting(received, REFUSAL));
  }

  private byte[] waiting(CanonicalEnvelope received, String decision) {
    var id = UUID.randomUUID();
    return event(
        received,
        id,
        KnownEvent.QUARANTINED,
        tags(received),
        fields(received, decision) + ",\"sealed\":{\"event\":\"" + id + "\"}");
  }

  private byte[] let(CanonicalEnvelope received, String permit) {
    var patient = value("patient", received.payload());
    var tags = new TreeSet<>(tags(received));
    tags.add("patient:" + patient);
    return event(
        received,
        UUID.randomUUID(),
        KnownEvent.LET_OUT,
        List.copyOf(tags),
        fields(received, REFUSAL)
            + ",\"patient\":\"%s\",\"permit\":\"%s\"".formatted(patient, permit));
  }

  private List<String> tags(CanonicalEnvelope received) {
    return List.of("quarantine:" + value("lab", received.payload()), "quarantined:" + accession);
  }

  private String fields(CanonicalEnvelope received, String decision) {
    return "\"quarantine\":\"%s\",\"quarantined\":\"%s\",\"decision\":\"%s\""
        .formatted(value("lab", received.payload()), accession, decision);
  }

  private static byte[] event(
      CanonicalEnvelope like, UUID id, String type, List<String> tags, String fields) {
    return new CanonicalEnvelope(
            id,
            type,
            "1",
            like.recordedAt(),
            like.actor(),
            like.role(),
            like.organisation(),
            like.purposeOfUse(),
            like.correlation(),
            like.causation(),
            tags,
            "{" + fields + "}")
        .encode();
  }

  @Test
  void whatWaitedWasReleasedAndReceivedAgreesAndNothingIsFound() {
    assertThat(discrepancies()).isEmpty();
  }

  @Test
  void aFileThatNobodyRefused() {
    consent.remove(refused);

    assertThat(discrepancies()).containsExactly("the decision that it names is not recorded");
  }

  /// What a patient said is not waited for.
  @Test
  void aFileThatWasRefusedForWhatThePatientSaid() {
    edit(
        consent,
        refused,
        payload -> payload.replace("\"patient-unknown\"", "\"denied-by-patient\""));

    assertThat(discrepancies()).containsExactly("the decision that it names does not let it wait");
  }

  @Test
  void aReleaseOfWhatDidNotWait() {
    ingestion.remove(waits);

    assertThat(discrepancies()).containsExactly("what it ends did not wait in quarantine");
  }

  @Test
  void aReleaseUnderAPermitForSomethingElse() {
    edit(
        ingestion,
        released,
        payload -> payload.replaceFirst("\"permit\":\"[^\"]+\"", "\"permit\":\"another\""));

    assertThat(discrepancies())
        .containsExactly("what it releases was not received under its permit");
  }

  @Test
  void aReleaseThatNothingFollows() {
    ingestion.add(waits, ingestion.get(released));

    assertThat(discrepancies())
        .containsExactlyInAnyOrder(
            "what it ends did not wait in quarantine",
            "what it releases was not received under its permit");
  }
}
