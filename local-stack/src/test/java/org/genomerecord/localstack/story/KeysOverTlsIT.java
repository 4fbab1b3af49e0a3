package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.genomerecord.localstack.server.Launched;
import org.genomerecord.localstack.server.PlainHttp;
import org.genomerecord.localstack.server.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// With the profile tls: whoever asks consent-service shows a certificate of the services' own
/// authority, as the other services and the gateway do. And with a quarantine, whose keys go the
/// same way, so that the services are not started once more for it.
@ExtendWith(RunningStack.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeysOverTlsIT {
  private static final List<String> SPEAKING_TLS =
      List.of("consent-service", "ingestion-service", "interpretation-service", "gateway");

  /// Four at once.
  private static final Duration STARTS_MAX = Duration.ofMinutes(3);

  /// The first one of services that have just started, on a machine that has no processor left.
  private static final String HANDSHAKE_MILLIS = "30000";

  private final RunningStack running;
  private final SyntheticPatient patient;
  private final Map<String, Launched> launched = new HashMap<>();
  private TestAuthority authority;
  private TestAuthority another;

  KeysOverTlsIT(RunningStack running) {
    this.running = running;
    this.patient = running.consentingPatient();
  }

  @BeforeAll
  void speakTls(@TempDir Path folder) throws Exception {
    authority = TestAuthority.in(folder.resolve("services"));
    another = TestAuthority.in(folder.resolve("another"));
    var settings =
        Map.of(
            "QUARKUS_PROFILE",
            "prod,tls",
            "GENOME_TLS_FOLDER",
            folder.resolve("services").toString(),
            "GENOME_CONSENT_URL",
            overTls("consent-service"),
            "GENOME_INGESTION_URL",
            overTls("ingestion-service"),
            "GENOME_INTERPRETATION_URL",
            overTls("interpretation-service"),
            "GATEWAY_LIMITS_SERVICE_CONNECT_TIMEOUT_MILLIS",
            HANDSHAKE_MILLIS,
            "QUARKUS_REST_CLIENT_CONSENT_CONNECT_TIMEOUT",
            HANDSHAKE_MILLIS,
            "INGESTION_QUARANTINE_FILES_MAX",
            "1",
            "INGESTION_QUARANTINE_SWEEP_MILLIS",
            "200");
    for (var name : SPEAKING_TLS) {
      running.localStack().kill(name);
      launched.put(name, service(name, settings).launch());
    }
    SPEAKING_TLS.forEach(
        name -> Eventually.see(name + " is ready", STARTS_MAX, service(name, Map.of())::isReady));
  }

  @AfterAll
  void speakAsBefore() {
    launched.values().forEach(service -> service.stop("TERM", Duration.ofSeconds(20)));
    running.localStack().start();
  }

  private String overTls(String service) {
    return "https://127.0.0.1:" + running.stack().port(service);
  }

  private Service service(String name, Map<String, String> settings) {
    return new Service(
        name,
        running.stack(),
        RunningStack.HOME,
        Optional.empty(),
        List.of("-XX:TieredStopAtLevel=1"),
        settings);
  }

  private int asks(SSLContext context) throws IOException, InterruptedException {
    var address = URI.create(overTls("consent-service") + "/consent-templates");
    try (var http = HttpClient.newBuilder().sslContext(context).build()) {
      return http.send(
              HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  @Test
  void aCertificateOfTheAuthorityOpensTheConnectionAndStandsForNobody() throws Exception {
    assertThat(asks(authority.certified())).isEqualTo(401);
  }

  @Test
  void withoutOneItIsRefused() {
    assertThatThrownBy(() -> asks(authority.uncertified())).isInstanceOf(IOException.class);
  }

  @Test
  void soItIsWithOneOfAnotherAuthority() {
    assertThatThrownBy(() -> asks(authority.certifiedBy(another))).isInstanceOf(IOException.class);
  }

  @Test
  void inTheClearNobodyIsAnswered() {
    var clear =
        HttpRequest.newBuilder(
            running.stack().url("consent-service").resolve("/consent-templates"));
    try (var http = PlainHttp.client()) {
      assertThatThrownBy(() ->
              http.send(
                  clear.timeout(Duration.ofSeconds(20)).build(),
                  HttpResponse.BodyHandlers.discarding()))
          .isInstanceOf(IOException.class);
    }
  }

  private WaitingFiles waitingFiles(Path folder) {
    return new WaitingFiles(running, folder.resolve("key.pem"));
  }

  @Test
  void aFileWithoutAConsentWaitsUntilAPersonReleasesIt(@TempDir Path folder) {
    var waiting = waitingFiles(folder);
    var unconsenting = running.patient();

    var accession = waiting.waits(unconsenting, Laboratory.newNumber());
    assertThat(waiting.onDisk()).isEqualTo(1);
    assertThat(waiting.uploads(unconsenting.recordNumber(), Laboratory.newNumber()).text())
        .as("no consent, or nobody: the same")
        .contains("upload-not-quarantined")
        .isEqualTo(waiting.uploads("of-nobody", Laboratory.newNumber()).text());
    waiting.isReleasedByNobodyElse(accession, unconsenting);
    assertThat(waiting.listed()).contains(accession).doesNotContain(unconsenting.recordNumber());
    assertThat(waiting.release(accession, unconsenting, "consent-given").code())
        .isEqualTo("not-permitted");
    unconsenting.grants(SyntheticPatient.provision());
    var decidedBefore = running.log("consent").ofPatient(patient.pseudonym());
    assertThat(waiting.release(accession, patient, "registered").code())
        .as("whom the laboratory did not name")
        .isEqualTo("patient-differs");
    assertThat(running.log("consent").ofPatient(patient.pseudonym()))
        .as("nothing was decided of who consents and was mistyped")
        .hasSameSizeAs(decidedBefore);

    assertThat(waiting.release(accession, unconsenting, "consent-given").status()).isEqualTo(202);

    waiting.becomes(accession, "accepted", "interpreted");
    // What is told follows the log, by which the state is answered.
    Eventually.see(
        "its laboratory is told",
        () ->
            waiting.told(accession).stream()
                .limit(3)
                .toList()
                .equals(List.of("quarantined", "received", "accepted")));
    assertThat(unconsenting.trail().toString()).contains("quarantine released");
    assertThat(waiting.release(accession, unconsenting, "consent-given").status()).isEqualTo(404);
    waiting.leavesNothing();
  }

  @Test
  void whatWasReleasedIsCorrectedAndWithdrawnAsAnyOther(@TempDir Path folder) {
    var waiting = waitingFiles(folder);
    var later = running.patient();
    var number = Laboratory.newNumber();
    var accession = waiting.waits(later, number);
    assertThat(waiting.corrects(later, number).code()).isEqualTo("nothing-to-correct");
    assertThat(waiting.moves(accession, patient).code()).isEqualTo("accession-not-accepted");
    later.grants(SyntheticPatient.provision());
    waiting.isSuspended();
    assertThat(waiting.release(accession, later, "consent-given").code())
        .isEqualTo("laboratory-suspended");
    waiting.isReinstated();
    waiting.release(accession, later, "consent-given");
    waiting.becomes(accession, "accepted", "interpreted");

    assertThat(waiting.corrects(later, number).json().path("state").asText()).isEqualTo("amended");
    assertThat(waiting.withdraws(accession).json().path("state").asText()).isEqualTo("withdrawn");
    waiting.leavesNothing();
  }

  @Test
  void whatNobodyReleasesExpiresAndWhatItsLaboratoryTakesBackIsDiscarded(@TempDir Path folder) {
    var waiting = waitingFiles(folder);
    var nobody = running.patient();
    var expiring = waiting.waits(nobody, Laboratory.newNumber());
    assertThat(waiting.submits(nobody, Laboratory.newNumber(), SampleVcf.bytes()).code())
        .isEqualTo("quarantine-full");

    waiting.timePassesFor(expiring);

    waiting.becomes(expiring, "refused");
    assertThat(waiting.status(expiring).json().path("code").asText())
        .isEqualTo("quarantine-expired");
    var mistaken = waiting.waits(nobody, Laboratory.newNumber());
    waiting.withdraws(mistaken);
    assertThat(waiting.withdraws(mistaken).json().path("code").asText())
        .as("twice as once")
        .isEqualTo("quarantine-discarded");
    waiting.leavesNothing();
  }

  /// As engines do, the sender has the message again once somebody saw to it.
  @Test
  void aMessageOfSomebodyUnknownWaitsAndIsAcceptedOnceItIsReleased(@TempDir Path folder)
      throws IOException {
    var waiting = waitingFiles(folder);
    var later = running.patient();
    var number = Laboratory.newNumber();

    assertThat(waiting.sends(later, number))
        .contains("MSA|AE|", "quarantined")
        .doesNotContain("no-consent");
    later.grants(SyntheticPatient.provision());
    var accession = waiting.onlyOne();
    assertThat(waiting.release(accession, patient, "identifier-corrected").code())
        .isEqualTo("file-names-patient");
    assertThat(waiting.release(accession, later, "consent-given").status()).isEqualTo(202);

    assertThat(waiting.sends(later, number)).contains("MSA|AA|");
    waiting.leavesNothing();
  }

  /// Which takes decisions, their keys, and the gateway's way to all services.
  @Test
  void aSubmissionIsAcceptedInterpretedAndRead() {
    var answer =
        running.laboratory("lab-north").submits(patient, Laboratory.newNumber(), SampleVcf.bytes());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("state").asText()).isEqualTo("accepted");
    var report =
        patient.reportFor(
            "dr-grey",
            Map.of(
                "Purpose-Of-Use",
                "TREAT",
                "Fresh-As-Of",
                "ingestion:" + answer.json().path("position").asLong()));
    assertThat(report.status()).isEqualTo(200);
    assertThat(report.text()).contains("CYP2C19");
  }
}
