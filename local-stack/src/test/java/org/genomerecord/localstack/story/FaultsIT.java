package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.genomerecord.localstack.Progress.Outcome;
import org.genomerecord.localstack.StackFault;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A kill -9 during the story, then a start: the story completes, nothing lost, nothing doubled.
@ExtendWith(RunningStack.Shared.class)
class FaultsIT {
  private static final int RECORDS = 150_000;
  private final RunningStack running;
  private final Laboratory lab;
  private final String number = Laboratory.newNumber();

  FaultsIT(RunningStack running) {
    this.running = running;
    this.lab = running.laboratory("lab-north");
  }

  private void killAndStart(String component) {
    running.localStack().kill(component);
    running.heard().clear();
    running.localStack().start();
    assertThat(running.heard()).containsEntry(component, Outcome.RESTARTED);
    Eventually.see("Keycloak, which shares the database, signs in again", this::givesTokens);
  }

  private boolean givesTokens() {
    try {
      var tokens = running.tokens().fresh();
      return !tokens.lab("lab-north").isEmpty() && !tokens.user("dr-grey").isEmpty();
    } catch (StackFault notYet) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gateway",
        "consent-service",
        "ingestion-service",
        "interpretation-service",
        "postgresql",
        "kafka"
      })
  void aKillRightAfterASubmissionWasAcknowledgedLosesNothing(String component) {
    var patient = running.consentingPatient();
    var vcf = SampleVcf.larger(RECORDS);
    var headers = Laboratory.headers(patient, number);
    headers.remove("Prefer");
    var acknowledged = lab.submits(headers, vcf);
    assertThat(acknowledged.status()).isEqualTo(202);

    killAndStart(component);

    assertTheStoryCompletes(patient, acknowledged.json().path("accession").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "ingestion-service"})
  void aKillWhileAFileIsOnItsWayLeavesNothingAndTheRetrySucceeds(String component)
      throws Exception {
    var patient = running.consentingPatient();
    var vcf = SampleVcf.larger(RECORDS);
    var drafts = running.stack().vaultFolder().resolve("drafts");
    var out = new PipedOutputStream();
    try (var in = new PipedInputStream(out, vcf.length)) {
      var first = sending(patient, in);
      out.write(vcf, 0, vcf.length / 2);
      out.flush();
      Eventually.see("half of the file is in the vault", () -> VaultFiles.count(drafts) > 0);

      running.localStack().kill(component);
      out.write(vcf, vcf.length / 2, vcf.length - vcf.length / 2);
      out.close();
      assertThat(isAcknowledged(first)).isFalse();
    }
    running.localStack().start();

    assertThat(running.log("ingestion").ofPatient(patient.pseudonym())).isEmpty();
    Eventually.see("no draft is left", () -> VaultFiles.count(drafts) == 0);
    var retry = lab.submits(patient, number, vcf);
    assertThat(retry.status()).isEqualTo(200);
    assertTheStoryCompletes(patient, retry.json().path("accession").asText());
  }

  private CompletableFuture<Integer> sending(SyntheticPatient patient, PipedInputStream body) {
    var token = lab.token();
    return CompletableFuture.supplyAsync(() ->
        running
            .door()
            .send(
                "POST",
                "/submissions",
                token,
                Laboratory.headers(patient, number),
                BodyPublishers.ofInputStream(() -> body))
            .status());
  }

  private static boolean isAcknowledged(CompletableFuture<Integer> status)
      throws InterruptedException, TimeoutException {
    try {
      return status.get(90, TimeUnit.SECONDS) < 300;
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(StackFault.class);
      return false;
    }
  }

  private void assertTheStoryCompletes(SyntheticPatient patient, String accession) {
    Eventually.see("accepted", () -> lab.status(accession).json().has("callSet"));
    var interpretations = running.log("interpretation");
    Eventually.see(
        "interpreted",
        () -> !interpretations.ofPatient(patient.pseudonym(), "InterpretationIssued").isEmpty());
    Eventually.see(
        "a report",
        () ->
            patient
                .reportFor("dr-grey", Map.of("Purpose-Of-Use", "TREAT"))
                .json()
                .toString()
                .contains(accession));
    var ingestion = running.log("ingestion");
    assertThat(ingestion.ofPatient(patient.pseudonym()))
        .extracting(EventLog.Event::type)
        .containsExactly("SubmissionReceived", "CallSetAccepted");
    assertThat(interpretations.ofPatient(patient.pseudonym()))
        .extracting(EventLog.Event::type)
        .containsExactly("InterpretationIssued");
    assertLogsAreGaplessAndAuditedOnce();
  }

  private void assertLogsAreGaplessAndAuditedOnce() {
    for (var name : EventLog.ALL) {
      var log = running.log(name);
      var positions = log.positions();
      assertThat(positions).as(name).isEqualTo(EventLog.gapless(positions.size()));
      var ids = log.ids();
      Eventually.see(
          "the trail has caught up with " + name,
          () -> running.log("consent").auditedIds(name).containsAll(ids));
      var audited = running.log("consent").auditedIds(name);
      assertThat(new HashSet<>(audited)).as(name).hasSameSizeAs(audited);
    }
  }
}
