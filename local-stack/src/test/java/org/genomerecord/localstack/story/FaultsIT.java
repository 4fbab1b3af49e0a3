package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.genomerecord.localstack.Progress.Outcome;
import org.genomerecord.localstack.StackFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A kill -9 during the story, then a start: the story completes, nothing lost, nothing doubled.
@ExtendWith(RunningStack.Shared.class)
class FaultsIT {
  private static final int RECORDS = 150_000;
  private static final int CALLERS = 12;
  private static final int REFUSALS = 5;
  private static final int SERVED_SECONDS_MAX = 180;
  private static final Executor CROWD = Executors.newVirtualThreadPerTaskExecutor();
  private final RunningStack running;
  private final Laboratory lab;
  private final String number = Laboratory.newNumber();

  FaultsIT(RunningStack running) {
    this.running = running;
    this.lab = running.laboratory("lab-north");
  }

  private void killAndStart(String component) {
    running.localStack().kill(component);
    startAgain(component);
  }

  private void startAgain(String component) {
    running.heard().clear();
    running.startWhatIsDown();
    assertThat(running.heard()).containsEntry(component, Outcome.RESTARTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gateway",
        "consent-service",
        "ingestion-service",
        "interpretation-service",
        "kafka"
      })
  void aKillRightAfterASubmissionWasAcknowledgedLosesNothing(String component) {
    var patient = running.consentingPatient();
    var accession = acknowledged(patient);

    killAndStart(component);

    assertTheStoryCompletes(patient, accession);
  }

  /// @return the accession of a file that is being validated
  private String acknowledged(SyntheticPatient patient) {
    var headers = Laboratory.headers(patient, number);
    headers.remove("Prefer");
    var acknowledged = lab.submits(headers, SampleVcf.larger(RECORDS));
    assertThat(acknowledged.status()).isEqualTo(202);
    return acknowledged.json().path("accession").asText();
  }

  /// As above; and whoever asks for something meanwhile is told to come back, and given nothing.
  @Test
  void withoutPostgreSqlNothingIsServedAndNothingIsLost() {
    var known = running.consentingPatient();
    var clinician = running.tokens().fresh().user("dr-grey"); // there is none to be had meanwhile
    var laboratory = running.tokens().fresh().lab("lab-north");
    var reported = lab.submits(known, Laboratory.newNumber(), SampleVcf.bytes()).json();
    var shown = reported.path("accession").asText();
    Eventually.see("a report", () -> read(known, clinician).text().contains(shown));
    var meanwhile = Laboratory.newNumber();
    var patient = running.consentingPatient();
    var accession = acknowledged(patient);

    withoutPostgreSql(() -> {
      assertComeBack(read(known, clinician), known, shown);
      assertComeBack(submits(known, meanwhile, laboratory), known, shown);
    });

    Eventually.see("the same is read again", () -> read(known, clinician).status() == 200);
    assertThat(read(known, clinician).text()).contains(shown);
    assertThat(running.log("ingestion").ofPatient(known.pseudonym(), "SubmissionReceived"))
        .as("what was not acknowledged left nothing")
        .hasSize(1);
    assertThat(submits(known, meanwhile, laboratory).status()).isEqualTo(200);
    assertTheStoryCompletes(patient, accession);
  }

  /// What is under way when it dies meets every way in which a connection can end.
  @Test
  void whoeverIsOnTheWayWhenPostgreSqlDiesIsServedOrToldToComeBack() throws Exception {
    var patient = running.consentingPatient();
    var clinician = running.tokens().fresh().user("dr-grey");
    var laboratory = running.tokens().fresh().lab("lab-north");
    lab.submits(patient, Laboratory.newNumber(), SampleVcf.bytes());
    Eventually.see("a report", () -> read(patient, clinician).status() == 200);
    var acknowledged = new AtomicInteger(1);
    var served = new CountDownLatch(CALLERS);
    Supplier<Door.Answer> reading = () -> read(patient, clinician);
    Supplier<Door.Answer> submitting =
        () -> {
          var answer = submits(patient, Laboratory.newNumber(), laboratory);
          if (answer.status() < 300) {
            acknowledged.incrementAndGet();
          }
          return answer;
        };
    var callers = new ArrayList<CompletableFuture<Set<Integer>>>();
    for (int caller = 0; caller < CALLERS; caller++) {
      var asking = caller % 2 == 0 ? reading : submitting;
      callers.add(CompletableFuture.supplyAsync(() -> untilToldToComeBack(asking, served), CROWD));
    }
    assertThat(served.await(SERVED_SECONDS_MAX, TimeUnit.SECONDS))
        .as("all are served before")
        .isTrue();

    withoutPostgreSql(() -> {
      for (var caller : callers) {
        assertThat(caller.orTimeout(SERVED_SECONDS_MAX, TimeUnit.SECONDS).join())
            .isSubsetOf(200, 202, 503);
      }
    });

    assertThat(running.log("ingestion").ofPatient(patient.pseudonym(), "SubmissionReceived"))
        .as("each that was acknowledged is on record")
        .hasSizeGreaterThanOrEqualTo(acknowledged.get());
  }

  private static Set<Integer> untilToldToComeBack(
      Supplier<Door.Answer> asking, CountDownLatch served) {
    var statuses = new HashSet<Integer>();
    for (int refused = 0; refused < REFUSALS; ) {
      int status = asking.get().status();
      statuses.add(status);
      if (status < 300) {
        served.countDown();
      } else {
        refused++;
      }
    }
    return statuses;
  }

  /// Whatever it finds, the specs after it have PostgreSQL again.
  private void withoutPostgreSql(Runnable look) {
    running.localStack().kill("postgresql");
    try {
      look.run();
    } finally {
      startAgain("postgresql");
    }
  }

  private static Door.Answer read(SyntheticPatient patient, String token) {
    return patient.reportWith(token, Map.of("Purpose-Of-Use", "TREAT"));
  }

  private Door.Answer submits(SyntheticPatient patient, String accession, String token) {
    return running
        .door()
        .send(
            "POST",
            "/submissions",
            token,
            Laboratory.headers(patient, accession),
            BodyPublishers.ofByteArray(SampleVcf.bytes()));
  }

  private static void assertComeBack(
      Door.Answer answer, SyntheticPatient patient, String accession) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("retry-after")).isPresent();
    assertThat(answer.text()).doesNotContain(patient.pseudonym(), accession, "clopidogrel");
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
        () -> read(patient, running.tokens().user("dr-grey")).text().contains(accession));
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
