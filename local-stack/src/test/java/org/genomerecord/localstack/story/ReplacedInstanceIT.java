package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.genomerecord.localstack.ComponentStatus;
import org.genomerecord.localstack.Progress.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A newer instance has the log: the older one acknowledges nothing more, and ends.
@ExtendWith(RunningStack.Shared.class)
class ReplacedInstanceIT {
  private static final String INGESTION = "ingestion-service";
  private final RunningStack running;
  private final Laboratory lab;

  ReplacedInstanceIT(RunningStack running) {
    this.running = running;
    this.lab = running.laboratory("lab-north");
  }

  private boolean hasEnded() {
    return running.localStack().status().stream()
        .anyMatch(one -> one.name().equals(INGESTION) && one.state() == ComponentStatus.State.DEAD);
  }

  @Test
  void anInstanceThatWasReplacedEndsAndTheNextOneGoesOn() {
    var patient = running.consentingPatient();
    var number = Laboratory.newNumber();

    running.log("ingestion").change("UPDATE log_head SET epoch = epoch + 1");
    var refused = lab.submits(patient, number, SampleVcf.bytes());

    assertThat(refused.status()).isEqualTo(503);
    Eventually.see("the instance has ended", this::hasEnded);
    assertThat(running.log("ingestion").ofPatient(patient.pseudonym())).isEmpty();
    running.heard().clear();
    running.localStack().start();
    assertThat(running.heard()).containsEntry(INGESTION, Outcome.RESTARTED);
    assertThat(lab.submits(patient, number, SampleVcf.bytes()).status()).isEqualTo(200);
  }
}
