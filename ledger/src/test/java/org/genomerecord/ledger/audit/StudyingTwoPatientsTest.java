package org.genomerecord.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.genomerecord.ledger.envelope.CanonicalEnvelope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A family study rests on two decisions, one of each of its patients.
class StudyingTwoPatientsTest extends EditedLogs {
  private final List<String> patients = new ArrayList<>();
  private final List<String> decisions = new ArrayList<>();

  /// Two of the permits of the story become those of a study, beside a resource of its own.
  @BeforeEach
  void twoPermitsToCollectKinship() {
    for (int at = 0; at < consent.size() && decisions.size() < 2; at++) {
      var event = CanonicalEnvelope.decode(consent.get(at));
      var payload = event.payload();
      if (event.type().equals(KnownEvent.PERMITTED)
          && payload.contains("\"resource\":\"DiagnosticReport\"")
          && !patients.contains(value("patient", payload))) {
        patients.add(value("patient", payload));
        decisions.add(value("decision", payload));
      }
    }
    assertThat(decisions).hasSize(2);
  }

  private List<String> found(List<String> ofPatients, List<String> ofDecisions) {
    var at = ingestion.size() - 1;
    var last = CanonicalEnvelope.decode(ingestion.get(at));
    var tags = new ArrayList<>(List.of("lab:north-lab"));
    ofPatients.stream().distinct().sorted().forEach(patient -> tags.add("patient:" + patient));
    tags.add("study:study-1");
    ingestion.add(
        new CanonicalEnvelope(
                UUID.fromString("0197e4c0-0000-7000-8000-00000000f00d"),
                KnownEvent.STUDIED,
                "1",
                last.recordedAt(),
                "north-lab",
                "lab",
                "north-lab",
                "TREAT",
                "request-of-a-study",
                null,
                tags,
                "{\"study\":\"study-1\",\"lab\":\"north-lab\",\"patients\":[\"%s\",\"%s\"],\"contentDigest\":\"d\",\"decisions\":[\"%s\",\"%s\"],\"own\":[],\"sealed\":{\"event\":\"%s\",\"generation\":1,\"ciphertext\":\"\"},\"reportedAt\":\"2026-12-31T00:00:00Z\"}"
                    .formatted(
                        ofPatients.getFirst(),
                        ofPatients.getLast(),
                        ofDecisions.getFirst(),
                        ofDecisions.getLast(),
                        "0197e4c0-0000-7000-8000-00000000f00d"))
            .encode());
    return discrepancies();
  }

  /// As if these permits had been for the study: the consents of the story do not speak of kinship,
  /// which is a finding of its own.
  private void permitTheStudy() {
    for (int at = 0; at < consent.size(); at++) {
      var payload = CanonicalEnvelope.decode(consent.get(at)).payload();
      if (decisions.stream().anyMatch(payload::contains)) {
        edit(
            consent,
            at,
            text ->
                text.replace(
                        "\"resource\":\"DiagnosticReport\"",
                        "\"resource\":\"family-study/study-1\"")
                    .replace("\"action\":\"use\"", "\"action\":\"collect\"")
                    .replace(
                        "\"requester\":\"interpretation-service\"",
                        "\"requester\":\"ingestion-service\"")
                    .replace("[\"pharmacogenomic\"]", "[\"kinship\"]"));
      }
    }
  }

  private static List<String> ofTheStudy(List<String> messages) {
    return messages.stream()
        .filter(message -> message.contains("names") || message.contains("two patients"))
        .toList();
  }

  @Test
  void eachDecisionOfItsOwnPatientForThisStudyIsInOrder() {
    permitTheStudy();

    assertThat(ofTheStudy(found(patients, decisions))).isEmpty();
  }

  @Test
  void permitsForSomethingElseAreFound() {
    assertThat(ofTheStudy(found(patients, decisions)))
        .containsOnly(
            "a decision that it names permitted something else",
            "a decision that it names was asked for by another service");
  }

  @Test
  void decisionsOfEachOthersPatientsAreFound() {
    permitTheStudy();

    assertThat(ofTheStudy(found(patients, decisions.reversed())))
        .containsOnly("a decision that it names is not about the patient in the same place");
  }

  @Test
  void onePatientTwiceIsFound() {
    permitTheStudy();

    assertThat(ofTheStudy(found(List.of(patients.getFirst(), patients.getFirst()), decisions)))
        .contains("it is not about two patients with a decision each");
  }

  @Test
  void aDecisionThatIsNotThereIsFound() {
    permitTheStudy();

    assertThat(ofTheStudy(found(patients, List.of(decisions.getFirst(), "none"))))
        .containsExactly("the decision that it names is not recorded");
  }
}
