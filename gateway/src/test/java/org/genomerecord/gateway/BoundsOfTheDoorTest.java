package org.genomerecord.gateway;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.genomerecord.gateway.peer.Peers;
import org.genomerecord.gateway.peer.Wire;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The JSON bound is 1024 bytes and the answer timeout 3 seconds here.
@QuarkusTest
@QuarkusTestResource(Peers.class)
class BoundsOfTheDoorTest {
  @BeforeEach
  void reset() {
    Peers.reset();
  }

  @Test
  void aBodyOfTheLargestSizePasses() {
    given()
        .header("Authorization", bearer())
        .body("x".repeat(1024))
        .post("/patients")
        .then()
        .statusCode(200);
  }

  @Test
  void aLargerBodyIsRefusedByItsAnnouncedLength() {
    given()
        .header("Authorization", bearer())
        .body("x".repeat(1025))
        .post("/patients")
        .then()
        .statusCode(413)
        .contentType("application/problem+json")
        .body("code", equalTo("body-too-large"));
    assertThat(Peers.service("consent").untouched()).isTrue();
  }

  @Test
  void aLargerChunkedBodyIsRefusedWhereItPassesTheBoundAndTheServiceNeverSeesItsEnd()
      throws Exception {
    CompletableFuture<String> outcome = new CompletableFuture<>();
    Peers.service("consent")
        .answers(request -> {
          request.handler(chunk -> {});
          request.endHandler(end -> outcome.complete("complete"));
          request.exceptionHandler(gone -> outcome.complete("broken off"));
        });

    String answer =
        Wire.exchange(
            RestAssured.port,
            head("Connection: close\r\nTransfer-Encoding: chunked")
                + "200\r\n"
                + "x".repeat(512)
                + "\r\n"
                + "201\r\n"
                + "x".repeat(513)
                + "\r\n0\r\n\r\n");

    assertThat(Wire.status(answer)).isEqualTo(413);
    assertThat(answer).contains("\"code\":\"body-too-large\"", "X-Request-Id: ");
    assertThat(outcome.get(5, TimeUnit.SECONDS)).isEqualTo("broken off");
  }

  @Test
  void aReadTakesNoBody() throws IOException {
    String request =
        "GET /patients/me HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
            + bearer()
            + "\r\nContent-Length: 1\r\n\r\nx";

    assertThat(Wire.status(Wire.exchange(RestAssured.port, request))).isEqualTo(413);
  }

  @Test
  void aServiceThatDoesNotAnswerIsATimeout() {
    Peers.service("consent").answers(request -> request.handler(chunk -> {}));

    given()
        .header("Authorization", bearer())
        .get("/patients/me")
        .then()
        .statusCode(504)
        .contentType("application/problem+json")
        .body("code", equalTo("service-timeout"));
  }

  /// A submission has a number by which it is known again, and a grant has none.
  @ParameterizedTest
  @CsvSource({
    "POST, /submissions, ingestion, repeating it is safe",
    "POST, /patients/p/consents, consent, look before you repeat it",
    "DELETE, /patients/p/consents/c, consent, repeating it is safe"
  })
  void whoIsNotAnsweredIsToldWhetherToRepeat(
      String method, String path, String service, String told) {
    Peers.service(service).answers(request -> request.connection().close());

    given()
        .header("Authorization", bearer())
        .request(method, path)
        .then()
        .statusCode(503)
        .body("detail", containsString(told));
  }

  @Test
  void aClientThatStopsSendingIsToldSo() throws IOException {
    Peers.service("consent").answers(request -> request.handler(chunk -> {}));

    String answer = Wire.exchange(RestAssured.port, head("Content-Length: 100") + "only this");

    assertThat(Wire.status(answer)).isEqualTo(408);
    assertThat(answer).contains("\"code\":\"body-too-slow\"");
  }

  @Test
  void aServiceThatHangsUpIsUnavailable() {
    Peers.service("interpretation").answers(request -> request.connection().close());

    given()
        .header("Authorization", bearer())
        .get("/fhir/DiagnosticReport?subject=Patient/p")
        .then()
        .statusCode(503)
        .header("Retry-After", "2")
        .contentType(startsWith("application/fhir+json"))
        .body("issue[0].code", equalTo("transient"));
  }

  @Test
  void aClientThatAsksFirstIsToldToContinueOnlyWithAValidToken() throws IOException {
    try (Socket client = Wire.connect(RestAssured.port);
        BufferedReader answer =
            new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1))) {
      client
          .getOutputStream()
          .write(head("Expect: 100-continue\r\nContent-Length: 2").getBytes(ISO_8859_1));
      assertThat(answer.readLine()).startsWith("HTTP/1.1 100 ");
      assertThat(answer.readLine()).isEmpty();
      client.getOutputStream().write("{}".getBytes(ISO_8859_1));
      assertThat(answer.readLine()).startsWith("HTTP/1.1 200 ");
    }
    String refused =
        Wire.exchange(
            RestAssured.port,
            """
            POST /submissions HTTP/1.1
            Host: localhost
            Expect: 100-continue
            Content-Length: 100000000

            """
                .replace("\n", "\r\n"));
    assertThat(Wire.status(refused)).isEqualTo(401);
  }

  private static String bearer() {
    return "Bearer " + Peers.realm().token();
  }

  private static String head(String framing) {
    return "POST /patients HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
        + bearer()
        + "\r\n"
        + framing
        + "\r\n\r\n";
  }
}
