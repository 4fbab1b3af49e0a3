package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A clinician who wants to know what a patient's genes mean for drugs, at the gateway.
@ExtendWith(RunningStack.Shared.class)
class AskingAboutDrugsIT {
  private final RunningStack running;

  AskingAboutDrugsIT(RunningStack running) {
    this.running = running;
  }

  /// One that waited for the submission.
  private void hasAReport(SyntheticPatient patient) {
    var submitted =
        running.laboratory("lab-north").submits(patient, Laboratory.newNumber(), SampleVcf.bytes());
    assertThat(submitted.status()).isEqualTo(200);
    var position = submitted.json().path("position").asLong();
    var read =
        patient.reportFor(
            "dr-grey", Map.of("Purpose-Of-Use", "TREAT", "Fresh-As-Of", "ingestion:" + position));
    assertThat(read.status()).isEqualTo(200);
  }

  @Test
  void drugsAreAnsweredUnderADecisionThatNamesNone() {
    var patient = running.consentingPatient();
    hasAReport(patient);

    var answer =
        patient.drugs(
            Map.of(
                "drugs",
                List.of("Clopidogrel", "2670", "metformin", "no-such-drug"),
                "medications",
                List.of("fluvoxamine")));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("cache-control")).contains("no-store");
    assertThat(answer.json().path("drugs").findValuesAsText("answer"))
        .containsExactly("guidance", "gene-not-tested", "no-guidance", "unknown-drug");
    var said = answer.json().at("/drugs/0/reports/0");
    assertThat(said.path("byGenes")).isNotEmpty();
    assertThat(said.at("/phenoconversion/0/because/0/drug").asText()).isEqualTo("fluvoxamine");
    // The sample's genes make a poor metabolizer already, so that an inhibitor changes nothing.
    assertThat(said.path("byPhenoconversion")).isNotEmpty().isEqualTo(said.path("byGenes"));
    assertThat(patient.trail().toString())
        .contains("drug-guidance")
        .doesNotContain("lopidogrel", "fluvoxamine", "metformin");
  }

  @Test
  void drugsOfAPatientWhoWithdrewAreNotAnswered() {
    var patient = SyntheticPatient.enrolledOn(running);
    var consent = patient.grants(SyntheticPatient.provision());
    hasAReport(patient);
    patient.withdraws(consent);

    var answer = patient.drugs(Map.of("drugs", List.of("clopidogrel")));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("not-permitted");
  }

  @Test
  void aQuestionThatIsNoneIsRefusedWithoutRepeatingIt() {
    var answer = running.consentingPatient().drugs(Map.of("medicines", List.of("clopidogrel")));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().toString()).doesNotContain("clopidogrel");
  }

  @Test
  void adviceIsGivenInTheContextThatIsStatedAndNoneIsMadeUp() {
    var patient = running.consentingPatient();
    hasAReport(patient);

    var stated =
        patient.drugs(
            Map.of(
                "drugs",
                List.of("clopidogrel"),
                "contexts",
                List.of("neurovascular indication", "adult")));
    var unknown =
        patient.drugs(Map.of("drugs", List.of("clopidogrel"), "contexts", List.of("at sea")));

    assertThat(stated.status()).isEqualTo(200);
    assertThat(stated.json().at("/drugs/0/reports/0/byGenes").findValuesAsText("context"))
        .containsExactly("neurovascular indication");
    assertThat(stated.json().at("/drugs/0/reports/0/contexts/0").asText())
        .isEqualTo("neurovascular indication");
    assertThat(stated.json().at("/contextsNotApplied/0").asText()).isEqualTo("adult");
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.code()).isEqualTo("context-not-known");
    assertThat(unknown.json().path("detail").asText())
        .contains("neurovascular indication")
        .doesNotContain("at sea", "paediatric");
  }
}
