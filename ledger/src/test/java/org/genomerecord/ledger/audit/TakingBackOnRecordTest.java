package org.genomerecord.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.genomerecord.ledger.envelope.CanonicalEnvelope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A laboratory withdrew the result of the first interpretation of the logs.
class TakingBackOnRecordTest extends EditedLogs {
  private CanonicalEnvelope issued;
  private String callSet;

  @BeforeEach
  void takeBack() {
    issued = CanonicalEnvelope.decode(interpretation.getFirst());
    callSet = value("callSet", issued.payload());
    ingestion.add(
        event(
            CanonicalEnvelope.decode(ingestion.getLast()),
            KnownEvent.TAKEN_BACK,
            "\"lab\":\"" + value("lab", accepted().payload()) + "\"",
            List.of("lab:" + value("lab", accepted().payload()))));
    interpretation.add(withdrawn(value("interpretation", issued.payload())));
  }

  private CanonicalEnvelope accepted() {
    return CanonicalEnvelope.decode(
        ingestion.get(
            first(
                ingestion,
                event ->
                    event.type().equals(KnownEvent.ACCEPTED)
                        && event.payload().contains(callSet))));
  }

  private byte[] withdrawn(String inForce) {
    return event(
        CanonicalEnvelope.decode(interpretation.getLast()),
        KnownEvent.NO_LONGER,
        "\"interpretation\":\"" + inForce + "\"",
        List.of("interpretation:" + inForce));
  }

  private byte[] issuedAnew() {
    var id = UUID.randomUUID();
    return new CanonicalEnvelope(
            id,
            issued.type(),
            issued.version(),
            CanonicalEnvelope.decode(interpretation.getLast()).recordedAt(),
            issued.actor(),
            issued.role(),
            issued.organisation(),
            issued.purposeOfUse(),
            issued.correlation(),
            issued.causation(),
            issued.tags(),
            issued.payload().replace(issued.id().toString(), id.toString()))
        .encode();
  }

  private byte[] event(CanonicalEnvelope like, String type, String field, List<String> tag) {
    var accession = value("accession", issued.payload());
    var patient = value("patient", issued.payload());
    var tags = new TreeSet<>(tag);
    tags.addAll(List.of("accession:" + accession, "call-set:" + callSet, "patient:" + patient));
    return new CanonicalEnvelope(
            UUID.randomUUID(),
            type,
            "1",
            like.recordedAt(),
            like.actor(),
            like.role(),
            like.organisation(),
            like.purposeOfUse(),
            like.correlation(),
            like.causation(),
            List.copyOf(tags),
            "{%s,\"accession\":\"%s\",\"patient\":\"%s\",\"callSet\":\"%s\",\"reason\":\"other\",\"withdrawnAt\":\"2026-11-28T12:00:00Z\"}"
                .formatted(field, accession, patient, callSet))
        .encode();
  }

  @Test
  void whatTheLaboratoryWithdrewAgreesAndNothingIsFound() {
    assertThat(discrepancies()).isEmpty();
  }

  @Test
  void anInterpretationThatNoLaboratoryWithdrew() {
    ingestion.removeLast();

    assertThat(discrepancies()).containsExactly("no laboratory withdrew what was interpreted");
  }

  @Test
  void anInterpretationThatWasNotInForce() {
    interpretation.add(withdrawn(value("interpretation", issued.payload())));

    assertThat(discrepancies())
        .containsExactly("it withdraws an interpretation that was not in force");
  }

  @Test
  void whatWasIssuedAnewWithoutACorrection() {
    interpretation.add(issuedAnew());

    assertThat(discrepancies()).contains("its call set was interpreted or declined before");
  }

  @Test
  void whatWasIssuedAnewAfterACorrectionThatCouldNotBeInterpreted() {
    ingestion.add(
        event(
            CanonicalEnvelope.decode(ingestion.getLast()),
            KnownEvent.SUPERSEDED,
            "\"lab\":\"" + value("lab", accepted().payload()) + "\"",
            List.of("lab:" + value("lab", accepted().payload()))));
    interpretation.add(issuedAnew());

    assertThat(discrepancies()).doesNotContain("its call set was interpreted or declined before");
  }

  @Test
  void aResultThatWasTakenBackBefore() {
    ingestion.add(ingestion.getLast());

    assertThat(discrepancies()).containsExactly("what it takes back was not in force");
  }
}
