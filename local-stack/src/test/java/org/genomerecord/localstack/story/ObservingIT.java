package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.genomerecord.localstack.Stack;
import org.genomerecord.localstack.server.PlainHttp;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What operators see of a patient's story, and what nobody finds on the disks.
@ExtendWith(RunningStack.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObservingIT {
  private static final HttpClient HTTP = PlainHttp.client();
  private static final String GENOTYPE = "chr10\t94781859\t";
  private static final String SAMPLE_NAME = "SYNTHETIC-PAT-0001";

  private final RunningStack running;
  private final SyntheticPatient patient;
  private Door.Answer submitted = new Door.Answer(0, MissingNode.getInstance(), "", Map.of());

  ObservingIT(RunningStack running) {
    this.running = running;
    this.patient = running.consentingPatient();
  }

  /// A submission up to its report, and refusals of all kinds.
  @BeforeAll
  void aStory() {
    submitted =
        running.laboratory("lab-north").submits(patient, Laboratory.newNumber(), SampleVcf.bytes());
    var report =
        patient.reportFor(
            "dr-grey",
            Map.of(
                "Purpose-Of-Use",
                "TREAT",
                "Fresh-As-Of",
                "ingestion:" + submitted.json().path("position").asLong()));
    assertThat(report.json().toString()).contains("*2/*2", "clopidogrel");
    patient.reportFor("dr-hill", Map.of("Purpose-Of-Use", "HRESCH"));
    patient.reportFor("quinn", Map.of("Purpose-Of-Use", "PATRQT"));
    running
        .laboratory("lab-north")
        .submits(patient, Laboratory.newNumber(), SampleVcf.bytes(SampleVcf.BROKEN));
    patient.trail();
  }

  static List<String> services() {
    return Stack.SERVICES;
  }

  /// What must not be read anywhere but in answers to those who may.
  private List<String> secretsOfThePatient() {
    return List.of(
        GENOTYPE,
        "94781859",
        SAMPLE_NAME,
        "BROKEN-SAMPLE",
        patient.recordNumber(),
        patient.name(),
        "*2/*2",
        "clopidogrel",
        "simvastatin",
        "azathioprine");
  }

  @Test
  void nothingReadableIsAtRest() {
    var stack = running.stack();

    var search =
        AtRest.of(
            List.of(
                stack.databaseFolder(),
                stack.kafkaFolder(),
                stack.vaultFolder(),
                stack.log("gateway").getParent()),
            secretsOfThePatient());

    assertThat(search.found()).isEmpty();
    assertThat(search.files()).isPositive();
    assertThat(VaultFiles.count(stack.vaultFolder())).isPositive();
  }

  @Test
  void oneReadableLineAmongThemWouldBeFound(@TempDir Path folder) throws IOException {
    for (var secret : secretsOfThePatient()) {
      var file = folder.resolve("segment-" + secretsOfThePatient().indexOf(secret));
      Files.writeString(file, "\0\0\1binary" + secret + "\0rest", StandardCharsets.UTF_8);

      assertThat(AtRest.of(List.of(folder), List.of(secret)).found()).contains(file);
    }
    // What is there for all to know is found where it should be: the search does search.
    assertThat(
            AtRest.of(List.of(running.stack().databaseFolder()), List.of(patient.pseudonym()))
                .found())
        .isNotEmpty();
    assertThat(
            AtRest.of(List.of(running.stack().kafkaFolder()), List.of(patient.pseudonym())).found())
        .isNotEmpty();
  }

  @Test
  void logsHoldNoPatientNoTokenAndNoPassword() {
    var stack = running.stack();
    var logs = stack.log("gateway").getParent();
    var forbidden =
        List.of(
            patient.recordNumber(),
            patient.name(),
            patient.pseudonym(),
            patient.account(),
            stack.userPassword(),
            stack.secret("consent"),
            stack.secret("ingestion"),
            stack.secret("interpretation"),
            stack.secret("ingestion-service"),
            stack.secret("interpretation-service"),
            "Bearer eyJ",
            "eyJhbGciOi");

    for (var service : Stack.SERVICES) {
      assertThat(stack.log(service)).as(service).isNotEmptyFile();
      for (var text : forbidden) {
        assertThat(AtRest.of(List.of(stack.log(service)), List.of(text)).found())
            .as("%s holds %s", service, forbidden.indexOf(text))
            .isEmpty();
      }
    }
    assertThat(logs).isDirectory();
  }

  @Test
  void oneTraceSpansASubmissionFromTheGatewayToTheIssuedInterpretation() {
    var trace = submitted.header("trace-id").orElseThrow();

    Eventually.seeAll(
        "spans of all four services",
        () ->
            running.traces().spans().stream()
                .filter(span -> span.traceId().equals(trace))
                .map(TraceReceiver.Received::service)
                .collect(Collectors.toSet()),
        Stack.SERVICES);
    assertThat(running.log("interpretation").ofPatient(patient.pseudonym()))
        .isNotEmpty()
        .allMatch(event -> running.log("interpretation").traceParent(event).contains(trace));
  }

  @Test
  void spansHoldNothingOfThePatientAndNoQuery() {
    Eventually.see("spans", () -> running.traces().spans().size() > 20);

    for (var span : running.traces().spans()) {
      assertThat(span.whole())
          .as("%s %s %s", span.service(), span.name(), span.attributes())
          .doesNotContain(
              patient.pseudonym(), "94781859", "MRN-", "Synthia", "?subject=", "?patient=");
    }
  }

  private static HttpResponse<String> get(URI address) {
    try {
      return HTTP.send(
          HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void healthAndMetricsAreOnTheManagementPortOnly(String service) {
    var management = running.stack().managementUrl(service);
    var main = running.stack().url(service);

    for (var path :
        List.of("/q/health/live", "/q/health/ready", "/q/health/started", "/q/metrics")) {
      assertThat(get(URI.create(management + path)).statusCode()).as(path).isEqualTo(200);
      assertThat(get(URI.create(main + path)).statusCode()).as(path).isIn(401, 404);
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void metricsHoldNothingOfThePatient(String service) {
    var metrics = get(URI.create(running.stack().managementUrl(service) + "/q/metrics")).body();

    assertThat(metrics)
        .contains("http_server_requests")
        .doesNotContain(
            patient.pseudonym(),
            patient.recordNumber(),
            patient.name(),
            submitted.json().path("accession").asText());
  }
}
