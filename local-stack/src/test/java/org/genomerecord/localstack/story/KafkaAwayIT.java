package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Kafka is gone for a while: work goes on, the lag shows, and everything arrives once.
@ExtendWith(RunningStack.Shared.class)
class KafkaAwayIT {
  private static final String LAG = "record_relay_lag_events";
  private static final String AGE = "record_relay_age_seconds";
  private final RunningStack running;

  KafkaAwayIT(RunningStack running) {
    this.running = running;
  }

  private double meter(String service, String name) {
    return Meters.of(running.stack(), service, name);
  }

  @Test
  void whatHappensMeanwhileArrivesOnceAndInOrder() {
    var patient = running.consentingPatient();
    running.localStack().kill("kafka");
    try {
      for (int i = 0; i < 3; i++) {
        patient.withdraws(patient.grants(SyntheticPatient.provision()));
      }
      patient.grants(SyntheticPatient.provision());
      var submitted =
          running
              .laboratory("lab-north")
              .submits(patient, Laboratory.newNumber(), SampleVcf.bytes());
      assertThat(submitted.status()).isEqualTo(200);
      Eventually.see(
          "the lag of both logs",
          () -> meter("consent-service", LAG) >= 7 && meter("ingestion-service", LAG) >= 2);
      assertThat(meter("consent-service", AGE)).isPositive();
      assertThat(running.log("consent").auditedIds("ingestion"))
          .doesNotContainAnyElementsOf(
              running.log("ingestion").ofPatient(patient.pseudonym()).stream()
                  .map(EventLog.Event::id)
                  .toList());
    } finally {
      running.localStack().start();
    }

    for (var name : EventLog.ALL) {
      var ids = running.log(name).ids();
      Eventually.seeAll("the trail of " + name, () -> running.log("consent").auditedIds(name), ids);
      var audited = running.log("consent").auditedIds(name);
      assertThat(new HashSet<>(audited)).as(name).hasSameSizeAs(audited);
    }
    Eventually.see(
        "no lag", () -> meter("consent-service", LAG) == 0 && meter("ingestion-service", LAG) == 0);
    Eventually.see(
        "a report",
        () ->
            patient
                .reportFor("dr-grey", Map.of("Purpose-Of-Use", "TREAT"))
                .json()
                .toString()
                .contains("clopidogrel"));
    assertThat(running.log("interpretation").ofPatient(patient.pseudonym(), "InterpretationIssued"))
        .hasSize(1);
    assertThat(patient.trail().findValuesAsText("log")).contains("ingestion.events");
  }
}
