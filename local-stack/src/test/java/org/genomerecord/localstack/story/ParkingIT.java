package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.genomerecord.localstack.oncall.OnCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// An event that a service cannot take in waits with its patient; everybody else's flow.
@ExtendWith(RunningStack.Shared.class)
class ParkingIT {
  private static final String CONSENT = "consent-service";
  private static final String INTERPRETATION = "interpretation-service";

  private final RunningStack running;
  private final EventLog consent;

  ParkingIT(RunningStack running) {
    this.running = running;
    this.consent = running.log("consent");
  }

  @AfterEach
  void takeAwayWhatNobodyWillEverKnow() {
    consent.change("ALTER TABLE audit_entry DROP CONSTRAINT IF EXISTS refused_for_a_test");
    for (var log : List.of(consent, running.log("interpretation"))) {
      log.change("DELETE FROM parked_event WHERE version = '999'");
    }
  }

  private List<JsonNode> parked(String service) {
    var events = new ArrayList<JsonNode>();
    running.operator("GET", service + "/parked-events").json().path("events").forEach(events::add);
    return List.copyOf(events);
  }

  private List<JsonNode> parked(String service, String event) {
    return parked(service).stream()
        .filter(one -> one.path("event").asText().equals(event))
        .toList();
  }

  private List<String> parkedOf(SyntheticPatient patient) {
    return consent.texts(
        "SELECT reason FROM parked_event WHERE patient = '" + patient.pseudonym() + "'");
  }

  /// An event as a newer release of ingestion-service would publish it.
  private void publishesANewerEvent(SyntheticPatient patient, String event) {
    var settings = new Properties();
    settings.put("bootstrap.servers", running.stack().kafka());
    settings.put("acks", "all");
    var json =
        """
        {"position":0,"id":"%s","type":"ingestion.CallSetAccepted","version":"999",
        "recordedAt":"2026-01-01T00:00:00Z","actor":{"id":"ingestion-service","role":"service"},
        "correlation":"newer","tags":["patient:%s"],"payload":{"unheard":"of"}}
        """
            .formatted(event, patient.pseudonym());
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      var _ = producer.send(new ProducerRecord<>("ingestion.events", patient.pseudonym(), json));
      producer.flush();
    }
  }

  @Test
  void anEventOfANewerReleaseIsParkedWhileOthersFlow() {
    var patient = running.patient();
    var event = UUID.randomUUID().toString();

    publishesANewerEvent(patient, event);

    for (var service : List.of(CONSENT, INTERPRETATION)) {
      Eventually.see("parked in " + service, () -> parked(service, event).size() == 1);
      var listed = parked(service, event).getFirst();
      assertThat(listed.path("reason").asText()).isEqualTo("unknown-event");
      assertThat(listed.path("log").asText()).isEqualTo("ingestion.events");
      assertThat(listed.path("position").asLong(-1)).isZero();
      assertThat(listed.toString()).doesNotContain(patient.pseudonym(), "unheard");
      assertThat(
              Meters.of(
                  running.stack(), service, "record_inbox_parked_events{reason=\"unknown-event\"}"))
          .isPositive();
    }
    assertThat(trailOf(patient).path("parked").findValuesAsText("event")).containsExactly(event);
    var said = new StringWriter();
    assertThat(new OnCall(running.stack(), new PrintWriter(said)).list()).isEqualTo(1);
    assertThat(said.toString())
        .contains("unknown-event", "ingestion.CallSetAccepted 999")
        .doesNotContain(patient.pseudonym());
    assertAnotherPatientsStoryCompletes();
  }

  @Test
  void whatThisReleaseDoesNotKnowStaysParkedWhenTriedAgain() {
    var patient = running.patient();
    var event = UUID.randomUUID().toString();
    publishesANewerEvent(patient, event);
    Eventually.see("parked", () -> parked(CONSENT, event).size() == 1);

    assertThat(running.operator("POST", CONSENT + "/parked-events/retry").status()).isEqualTo(202);

    Eventually.see(
        "tried again", () -> parked(CONSENT, event).getFirst().path("attempts").asInt() == 1);
  }

  @Test
  void aPatientWhoseEventFailedIsTakenUpInOrderOnceTheCauseIsMended() {
    var patient = running.patient();
    var request = UUID.randomUUID().toString();
    consent.change(
        "ALTER TABLE audit_entry ADD CONSTRAINT refused_for_a_test CHECK (correlation <> '"
            + request
            + "') NOT VALID");

    running
        .door()
        .send(
            "POST",
            patient.consentsPath(),
            running.tokens().user("dr-grey"),
            Map.of("X-Request-Id", request),
            BodyPublishers.noBody());
    var failed = consent.of(request).getFirst().id();
    patient.withdraws(patient.grants(SyntheticPatient.provision()));
    Eventually.see("parked", () -> parked(CONSENT, failed).size() == 1);
    assertThat(parked(CONSENT, failed).getFirst().path("reason").asText())
        .isEqualTo("effect-failed");
    var answer = trailOf(patient);
    assertThat(answer.path("parked").findValuesAsText("event")).startsWith(failed);
    assertThat(answer.path("parked").findValuesAsText("reason"))
        .containsExactly("effect-failed", "waits-behind", "waits-behind", "waits-behind");
    assertThat(answer.path("entries").findValuesAsText("event")).doesNotContain(failed);
    assertAnotherPatientsStoryCompletes();

    consent.change("ALTER TABLE audit_entry DROP CONSTRAINT refused_for_a_test");
    running.operator("POST", CONSENT + "/parked-events/retry");

    Eventually.see("taken up, and what waits behind it", () -> parkedOf(patient).isEmpty());
    var trail = trailOf(patient);
    assertThat(trail.path("parked")).isEmpty();
    assertThat(trail.path("entries").findValuesAsText("event"))
        .containsExactlyElementsOf(
            consent.ofPatient(patient.pseudonym()).stream().map(EventLog.Event::id).toList());
  }

  private JsonNode trailOf(SyntheticPatient patient) {
    var answer =
        running
            .door()
            .get(
                "/audit/events?limit=1000&patient=" + patient.pseudonym(),
                running.tokens().user("olga"),
                Map.of());
    assertThat(answer.status()).isEqualTo(200);
    return answer.json();
  }

  private void assertAnotherPatientsStoryCompletes() {
    var another = running.consentingPatient();
    var submitted =
        running.laboratory("lab-north").submits(another, Laboratory.newNumber(), SampleVcf.bytes());
    assertThat(submitted.status()).isEqualTo(200);
    var report =
        another.reportFor(
            "dr-grey",
            Map.of(
                "Purpose-Of-Use",
                "TREAT",
                "Fresh-As-Of",
                "ingestion:" + submitted.json().path("position").asLong()));
    assertThat(report.status()).isEqualTo(200);
    assertThat(report.json().toString()).contains("clopidogrel");
    assertThat(another.trail().findValuesAsText("type")).contains("ingestion.CallSetAccepted");
  }
}
