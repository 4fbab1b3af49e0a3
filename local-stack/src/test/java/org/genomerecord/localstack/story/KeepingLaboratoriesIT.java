package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.genomerecord.localstack.StackFault;
import org.genomerecord.localstack.identity.LabClients;
import org.genomerecord.localstack.identity.LabKey;
import org.genomerecord.localstack.oncall.LabsCommand;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// An operator lets a laboratory in, and what follows from what is said about it.
@ExtendWith(RunningStack.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeepingLaboratoriesIT {
  private static final String ALL = "/services/ingestion-service/laboratories/";

  private final RunningStack running;
  private final LabClients clients;
  private final Path folder;
  private final Path key;

  KeepingLaboratoriesIT(RunningStack running, @TempDir Path folder) {
    this.running = running;
    this.clients = new LabClients(running.stack());
    this.folder = folder;
    this.key = folder.resolve("key.pem");
  }

  /// A laboratory of its own for one spec: with a client, and not onboarded yet.
  private String newLab() {
    var lab = "lab-" + UUID.randomUUID();
    clients.add(lab, lab, LabKey.at(key).jwks(), null);
    return lab;
  }

  private Door.Answer operator(String method, String path) {
    return running
        .door()
        .send(method, path, running.tokens().user("oscar"), Map.of(), BodyPublishers.noBody());
  }

  private Door.Answer operator(String method, String path, String json) {
    return running
        .door()
        .send(
            method,
            path,
            running.tokens().user("oscar"),
            Map.of("Content-Type", "application/json"),
            BodyPublishers.ofString(json));
  }

  private void keep(String lab, String more) {
    var answer = operator("PUT", ALL + lab, "{\"name\":\"A Laboratory\"%s}".formatted(more));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private Door.Answer submits(String lab, Map<String, String> headers, byte[] body) {
    return running
        .door()
        .send(
            "POST",
            "/submissions",
            running.tokens().lab(lab, key),
            headers,
            BodyPublishers.ofByteArray(body));
  }

  private Door.Answer submits(String lab, SyntheticPatient patient) {
    return submits(lab, Laboratory.headers(patient, Laboratory.newNumber()), SampleVcf.bytes());
  }

  @Test
  void whoIsNotOnboardedOrSuspendedIsRefusedOnRecord() {
    var lab = newLab();
    var patient = running.consentingPatient();
    var headers = Laboratory.headers(patient, Laboratory.newNumber());
    var request = UUID.randomUUID().toString();
    headers.put("X-Request-Id", request);

    assertThat(submits(lab, headers, SampleVcf.bytes()).code()).isEqualTo("laboratory-unknown");
    assertThat(running.log("ingestion").of(request))
        .extracting(EventLog.Event::type)
        .containsExactly("AccessRefused");
    assertThat(running.log("consent").of(request)).isEmpty();

    keep(lab, "");
    assertThat(submits(lab, patient).status()).isEqualTo(200);

    operator("POST", ALL + lab + "/suspension", "{\"reason\":\"contract-ended\"}");
    var suspended = submits(lab, patient);
    assertThat(suspended.status()).isEqualTo(403);
    assertThat(suspended.code()).isEqualTo("laboratory-suspended");

    operator("DELETE", ALL + lab + "/suspension");
    assertThat(submits(lab, patient).status()).isEqualTo(200);
  }

  /// Of a million announced bytes a thousand were sent.
  @Test
  void itIsRefusedBeforeItsBodyCame() throws IOException {
    var lab = newLab();
    var gateway = running.stack().gateway();
    try (var socket = new Socket(gateway.getHost(), gateway.getPort())) {
      socket.setSoTimeout(20_000);
      var head =
          "POST /submissions HTTP/1.1\r\nHost: gateway\r\nContent-Length: 1000000\r\n"
              + "Authorization: Bearer "
              + running.tokens().lab(lab, key)
              + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(new byte[1_000]);
      socket.getOutputStream().flush();

      var answer = socket.getInputStream().readNBytes(12);

      assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 403");
    }
  }

  @Test
  void onlyTestsThatItMaySubmitAreTaken() {
    var lab = newLab();
    keep(lab, ",\"testCodes\":[\"R21.1\"]");
    var patient = running.consentingPatient();
    var headers = Laboratory.headers(patient, Laboratory.newNumber());

    assertThat(submits(lab, headers, SampleVcf.bytes()).code()).isEqualTo("test-code");
    headers.put("Test-Code", "M1");
    assertThat(submits(lab, headers, SampleVcf.bytes()).code()).isEqualTo("test-code");
    headers.put("Test-Code", "R21.1");
    assertThat(submits(lab, headers, SampleVcf.bytes()).status()).isEqualTo(200);
  }

  /// To its tests at its creation, to the sandbox and the quota at each request.
  @Test
  void anUploadIsHeldToTheTermsAsWell() {
    var lab = newLab();
    keep(lab, ",\"testCodes\":[\"R21.1\"],\"bytesPerDay\":1000");
    var token = running.tokens().lab(lab, key);
    var metadata = new HashMap<String, String>();
    metadata.put("accession", Laboratory.newNumber());
    metadata.put(
        "patient-identifier",
        SyntheticPatient.ISSUER + "|" + running.consentingPatient().recordNumber());
    metadata.put("purpose-of-use", "TREAT");
    assertThat(ResumableUpload.asksFor(running.door(), token, 100, metadata).code())
        .isEqualTo("test-code");
    metadata.put("test-code", "R21.1");
    var begun = ResumableUpload.asksFor(running.door(), token, 100, metadata);
    var upload = ResumableUpload.begun(running.stack().gateway(), running.door(), token, begun);

    var wrong = Map.of("Upload-Checksum", "sha1 AAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    for (int i = 0; i < 10; i++) {
      assertThat(upload.patch(0, new byte[100], wrong).status()).isEqualTo(460);
    }
    assertThat(ResumableUpload.asksFor(running.door(), token, 100, metadata).code())
        .as("what came in vain is owed")
        .isEqualTo("quota-exceeded");

    keep(lab, ",\"sandbox\":true");
    assertThat(upload.patch(0, new byte[1]).code()).isEqualTo("sandbox");
  }

  /// The next key is there before the laboratory signs with it, and the one before goes last.
  @Test
  void aKeyIsRotatedWithoutAMomentInWhichNeitherIsValid() {
    var lab = newLab();
    var next = folder.resolve("next.pem");
    var tokens = running.tokens();
    assertThatThrownBy(() -> tokens.lab(lab, next)).isInstanceOf(StackFault.class);

    var nextKeys = LabKey.at(next).jwks();
    assertThatThrownBy(() -> clients.add(lab, lab, nextKeys, null)).isInstanceOf(StackFault.class);
    clients.add(lab, lab, LabKey.at(key).jwks(), null);
    clients.addKeys(lab, nextKeys);
    assertThat(tokens.lab(lab, key)).isNotBlank();
    assertThat(tokens.lab(lab, next)).isNotBlank();

    clients.removeKey(lab, LabKey.at(key).keyId());
    assertThat(tokens.lab(lab, next)).isNotBlank();
    assertThatThrownBy(() -> tokens.lab(lab, key)).isInstanceOf(StackFault.class);
  }

  @Test
  void beyondItsQuotaItIsToldWhenToComeBack() {
    var lab = newLab();
    keep(lab, ",\"submissionsPerMinute\":2");
    var patient = running.consentingPatient();
    long begun = System.nanoTime();
    assertThat(submits(lab, patient).header("ratelimit").orElse(""))
        .startsWith("\"submissions\";r=1;t=");
    submits(lab, patient);

    var third = submits(lab, patient);

    assertThat(third.status()).isEqualTo(429);
    assertThat(third.code()).isEqualTo("quota-exceeded");
    // One comes back in 30 s, counted from the first.
    long passed = 1 + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
    assertThat(Long.parseLong(third.header("retry-after").orElse("-"))).isBetween(30 - passed, 30L);
    assertThat(third.header("ratelimit-policy").orElse("")).startsWith("\"submissions\";q=2;w=60");
  }

  @Test
  void inTheSandboxNothingTouchesAPatient() {
    var lab = newLab();
    keep(lab, ",\"sandbox\":true");
    var patient = running.consentingPatient();
    var files = VaultFiles.count(running.stack().vaultFolder());
    var headers = Laboratory.headers(patient, Laboratory.newNumber());
    var request = UUID.randomUUID().toString();
    headers.put("X-Request-Id", request);

    var accepted = submits(lab, headers, SampleVcf.bytes());
    var refused = submits(lab, headers, SampleVcf.bytes(SampleVcf.BROKEN));

    assertThat(accepted.status()).isEqualTo(200);
    assertThat(accepted.json().path("sandbox").asBoolean()).isTrue();
    assertThat(accepted.json().path("state").asText()).isEqualTo("accepted");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/problems/0/line").asLong()).isEqualTo(4);
    assertThat(refused.header("sandbox")).contains("true");
    assertThat(EventLog.ALL).allSatisfy(log -> assertThat(running.log(log).of(request)).isEmpty());
    assertThat(running.log("ingestion").ofPatient(patient.pseudonym())).isEmpty();
    assertThat(VaultFiles.count(running.stack().vaultFolder())).isEqualTo(files);
    assertThat(running.door().get("/accessions", running.tokens().lab(lab, key), Map.of()).json())
        .isEmpty();
  }

  /// Whoever tries without one would be refused once it is let in.
  @ParameterizedTest
  @CsvSource({", purpose-missing", "BANANA, purpose-unknown"})
  void inTheSandboxAPurposeOfUseIsAskedForAsElsewhere(@Nullable String purpose, String code)
      throws IOException {
    var lab = newLab();
    keep(lab, ",\"sandbox\":true");
    var headers = Laboratory.headers(running.consentingPatient(), Laboratory.newNumber());
    var stated = Map.of("Content-Type", "application/hl7-v2");
    headers.remove("Purpose-Of-Use");
    if (purpose != null) {
      headers.put("Purpose-Of-Use", purpose);
      stated = Map.of("Content-Type", "application/hl7-v2", "Purpose-Of-Use", purpose);
    }

    var refused = submits(lab, headers, SampleVcf.bytes());
    var message =
        Files.readString(
                RunningStack.HOME.resolve("ingestion-service/src/test/resources/hl7v2/result.hl7"))
            .replace('\n', '\r');
    var acknowledged =
        running
            .door()
            .send(
                "POST",
                "/submissions/hl7v2",
                running.tokens().lab(lab, key),
                stated,
                BodyPublishers.ofString(message));

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo(code);
    assertThat(acknowledged.text()).contains("MSA|AE|", code);
  }

  private String labs(int exitCode, String... words) {
    var said = new StringWriter();
    var out = new PrintWriter(said, true);
    int code =
        new CommandLine(new LabsCommand(running::stack, out))
            .setExecutionExceptionHandler((fault, _, _) -> {
              out.println(fault.getMessage() + ": " + ((StackFault) fault).remedy());
              return 1;
            })
            .execute(words);
    assertThat(code).as(said.toString()).isEqualTo(exitCode);
    return said.toString();
  }

  /// By the command of an operator: what it leaves out would be in production.
  @Test
  void onboardedAgainItKeepsItsTerms() throws IOException {
    var lab = "lab-" + UUID.randomUUID();
    var jwks = Files.writeString(folder.resolve("again.jwks"), LabKey.at(key).jwks()).toString();
    labs(0, "add", lab, "--name", "A Laboratory", "--jwks", jwks, "--sandbox");
    labs(0, "terms", lab, "--name", "Renamed", "--test-codes", "A1", "--sandbox");

    assertThat(labs(1, "add", lab, "--name", "Renamed", "--jwks", jwks))
        .contains(lab + " is onboarded already", "./genome labs terms");
    assertThat(labs(0, "show", lab)).contains("\"sandbox\" : true", "A1");
    labs(0, "add", lab, "--name", "Renamed", "--jwks", jwks, "--test-codes", "A1", "--sandbox");
    assertThat(labs(0, "show", lab)).contains("\"sandbox\" : true", "A1");
    assertThat(labs(1, "keys", "north-lab")).contains("north-lab has the client lab-north");
  }

  @Test
  void itIsToldWhatBecomesOfItsSubmissions() throws Exception {
    var lab = newLab();
    keep(lab, "");
    var told = new ConcurrentHashMap<String, Map<String, String>>();
    var receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          var headers = new HashMap<String, String>();
          exchange
              .getRequestHeaders()
              .forEach(
                  (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
          told.put(body, headers);
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    try {
      var url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
      var subscribed = operator("PUT", ALL + lab + "/webhook", "{\"url\":\"%s\"}".formatted(url));
      var secret = subscribed.json().path("secret").asText();

      var accession = submits(lab, running.consentingPatient()).json().path("accession").asText();

      Eventually.see("all were told", () -> told.size() == 3);
      told.forEach((body, headers) ->
          assertThat(headers.get("webhook-signature")).isEqualTo(signature(secret, headers, body)));
      assertThat(told.keySet())
          .allSatisfy(body -> assertThat(body).contains(accession))
          .anySatisfy(body -> assertThat(body).contains("submission.received"))
          .anySatisfy(body -> assertThat(body).contains("submission.accepted"))
          .anySatisfy(body -> assertThat(body).contains("submission.interpreted"));
      Eventually.see(
          "the deliveries say so",
          () ->
              running
                      .door()
                      .get(
                          "/webhook-deliveries?status=delivered",
                          running.tokens().lab(lab, key),
                          Map.of())
                      .json()
                      .size()
                  == 3);
      assertThat(
              running
                  .door()
                  .get("/webhook-deliveries", running.laboratory("lab-south").token(), Map.of())
                  .text())
          .doesNotContain(accession);
      assertThat(operator("PUT", ALL + lab + "/webhook", "{\"url\":\"ftp://x/\"}").code())
          .isEqualTo("webhook-url");
    } finally {
      receiver.stop(0);
    }
  }

  /// As a receiver would verify it, with what the operator handed over.
  private static String signature(String secret, Map<String, String> headers, String body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(
              Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
      var signed = headers.get("webhook-id") + "." + headers.get("webhook-timestamp") + "." + body;
      return "v1,"
          + Base64.getEncoder()
              .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
