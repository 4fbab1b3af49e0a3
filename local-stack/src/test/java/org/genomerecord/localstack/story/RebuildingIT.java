package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.genomerecord.localstack.StackFault;
import org.genomerecord.localstack.oncall.OnCall;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A read model that was damaged is built again from events while its service serves.
@ExtendWith(RunningStack.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RebuildingIT {
  private final RunningStack running;
  private final SyntheticPatient patient;

  RebuildingIT(RunningStack running) {
    this.running = running;
    this.patient = running.consentingPatient();
  }

  @BeforeAll
  void someEvents() {
    running.laboratory("lab-north").submits(patient, Laboratory.newNumber(), SampleVcf.genome(3));
    for (int i = 0; i < 5; i++) {
      running.laboratory("lab-north").submits(patient, Laboratory.newNumber(), SampleVcf.bytes());
    }
    Eventually.see(
        "interpreted",
        () ->
            running
                    .log("interpretation")
                    .ofPatient(patient.pseudonym(), "InterpretationIssued")
                    .size()
                == 6);
    patient.trail();
  }

  private JsonNode readModel(String service, String name) {
    for (var model : running.operator("GET", service + "/read-models").json()) {
      if (model.path("name").asText().equals(name)) {
        return model;
      }
    }
    throw new AssertionError("no read model " + name);
  }

  private void rebuilds(String service, String name) {
    var answer = running.operator("POST", service + "/read-models/" + name + "/rebuild");
    assertThat(answer.status()).isEqualTo(202);
    awaitRebuilt(service, name);
  }

  private void awaitRebuilt(String service, String name) {
    Eventually.see(
        name + " is rebuilt",
        () -> {
          var now = readModel(service, name);
          assertThat(now.path("failure").asText()).isEmpty();
          return now.path("state").asText().equals("serving") && now.has("finishedAt");
        });
  }

  private List<String> rows(EventLog log, String table, String keys) {
    return log.texts("SELECT t::text FROM " + table + " t ORDER BY " + keys);
  }

  private List<String> indexes(EventLog log, String table) {
    return log.texts(
        "SELECT indexdef FROM pg_indexes WHERE tablename = '" + table + "' ORDER BY indexname");
  }

  private List<String> constraints(EventLog log, String table) {
    return log.texts(
        "SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = '"
            + table
            + "'::regclass ORDER BY conname");
  }

  /// Of no read model: a rebuild leaves them.
  private List<String> fingerprints() {
    return running
        .log("ingestion")
        .texts(
            "SELECT t::text FROM genome_fingerprint t WHERE patient = '"
                + patient.pseudonym()
                + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "consent,audit-trail,audit_entry,subject,'log, position, part'",
    "ingestion,accessions,accession,state,accession",
    "interpretation,reports,report,knowledge,call_set"
  })
  void whatWasDamagedIsAsItWas(
      String database, String readModel, String table, String column, String keys) {
    var log = running.log(database);
    var before = rows(log, table, keys);
    var indexes = indexes(log, table);
    var constraints = constraints(log, table);
    var fingerprints = fingerprints();
    assertThat(fingerprints).hasSize(1);
    assertThat(before).isNotEmpty();
    log.change("UPDATE " + table + " SET " + column + " = 'damaged'");
    assertThat(rows(log, table, keys)).doesNotContainAnyElementsOf(before);

    rebuilds(database + "-service", readModel);

    assertThat(rows(log, table, keys)).containsAll(before);
    assertThat(fingerprints()).isEqualTo(fingerprints);
    assertThat(indexes(log, table)).isEqualTo(indexes);
    assertThat(constraints(log, table)).isEqualTo(constraints);
    assertThat(log.texts("SELECT nspname FROM pg_namespace WHERE nspname = 'rebuild'")).isEmpty();
  }

  @Test
  void theServiceServesMeanwhileAndWhatHappensMeanwhileIsThere() throws Exception {
    var done = new AtomicBoolean();
    var answers = new AtomicInteger();
    var reader =
        CompletableFuture.runAsync(() -> {
          while (!done.get()) {
            assertThat(patient.trail()).isNotEmpty();
            answers.incrementAndGet();
          }
        });

    try {
      for (int i = 0; i < 3; i++) {
        rebuilds("consent-service", "audit-trail");
      }
    } finally {
      done.set(true);
    }
    reader.get();

    assertThat(answers).hasPositiveValue();
    var audited = running.log("consent").auditedIds("consent");
    assertThat(audited).doesNotHaveDuplicates().containsAll(idsOfThePatient());
  }

  @Test
  void theCommandTellsWhatBecameOfIt() {
    var said = new StringWriter();
    var onCall = new OnCall(running.stack(), new PrintWriter(said));

    assertThat(onCall.rebuild("consent-service", "audit-trail")).isZero();

    assertThat(said.toString()).contains("✔ audit-trail of consent-service");
    assertThatThrownBy(() -> onCall.rebuild("consent-service", "no-such"))
        .isInstanceOf(StackFault.class);
  }

  private List<String> idsOfThePatient() {
    return running.log("consent").ofPatient(patient.pseudonym()).stream()
        .map(EventLog.Event::id)
        .toList();
  }

  @Test
  void aRebuildThatWasCutShortGoesOnAtTheNextStart() {
    running.operator("POST", "consent-service/read-models/audit-trail/rebuild");
    running.localStack().kill("consent-service");
    running.localStack().start();

    awaitRebuilt("consent-service", "audit-trail");

    assertThat(patient.trail().findValuesAsText("event")).containsAll(idsOfThePatient());
  }

  @Test
  void whatIsNoReadModelIsNotFound() {
    assertThat(running.operator("POST", "consent-service/read-models/nonsense/rebuild").code())
        .isEqualTo("read-model-unknown");
  }
}
