package org.genomerecord.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.genomerecord.gateway.peer.Peers;
import org.genomerecord.gateway.peer.Wire;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// At most four requests of one caller are under way at a time here.
@QuarkusTest
@QuarkusTestResource(Peers.class)
class CountingRequestsUnderWayTest {
  private static final int MAX = 4;
  private static final Duration BOUND = Duration.ofSeconds(20);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final List<Socket> clients = new ArrayList<>();

  @BeforeEach
  void reset() {
    Peers.reset();
  }

  /// Requests that reached the service, and whose answers do not end.
  private List<HttpServerRequest> fill(String token) throws Exception {
    return hold(token, MAX);
  }

  private List<HttpServerRequest> hold(String token, int requests) throws Exception {
    var arriving = new LinkedBlockingQueue<HttpServerRequest>();
    Peers.service("consent")
        .answers(request -> {
          answerBitByBit(request.response());
          arriving.add(request);
        });
    var held = new ArrayList<HttpServerRequest>();
    for (int i = 0; i < requests; i++) {
      send(token);
      held.add(Objects.requireNonNull(arriving.poll(BOUND.toSeconds(), TimeUnit.SECONDS)));
    }
    Peers.service("consent").reset();
    return held;
  }

  /// So that no timeout ends it, however slow the machine is.
  private static void answerBitByBit(HttpServerResponse response) {
    var vertx = Objects.requireNonNull(Vertx.currentContext()).owner();
    response.setChunked(true).write("a bit");
    long timer = vertx.setPeriodic(500, _ -> response.write(", and another"));
    response.endHandler(_ -> vertx.cancelTimer(timer));
    response.closeHandler(_ -> vertx.cancelTimer(timer));
  }

  private Socket send(String token) throws IOException {
    var client = Wire.connect(RestAssured.port);
    clients.add(client);
    client
        .getOutputStream()
        .write(Wire.request("GET", "/patients/me", token).getBytes(StandardCharsets.ISO_8859_1));
    return client;
  }

  private static ValidatableResponse reads(String path, String token) {
    return given().header("Authorization", "Bearer " + token).get(path).then();
  }

  /// The door hears of an end a little later than the client does.
  private static void awaitAnother(String token) {
    long begun = System.nanoTime();
    int status = status(token);
    while (status == 429 && System.nanoTime() - begun < BOUND.toNanos()) {
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      status = status(token);
    }
    assertThat(status).isEqualTo(200);
  }

  private static int status(String token) {
    return reads("/patients/me", token).extract().statusCode();
  }

  @Test
  void whoHasTooManyWaitsAndNobodyElseDoes() throws Exception {
    var token = Peers.realm().tokenOf("lab-north");
    var waiting = fill(token);

    reads("/patients/me", token)
        .statusCode(429)
        .header("Retry-After", "2")
        .contentType("application/problem+json")
        .body("code", equalTo("too-many-under-way"));
    reads("/fhir/DiagnosticReport?subject=Patient/p", token)
        .statusCode(429)
        .contentType(startsWith("application/fhir+json"))
        .body("issue[0].code", equalTo("throttled"));
    assertThat(Peers.service("consent").untouched()).isTrue();
    reads("/patients/me", Peers.realm().tokenOf("lab-south")).statusCode(200);
    reads("/patients/me", Peers.realm().token()).statusCode(200);

    waiting.getFirst().response().end();
    awaitAnother(token);
    waiting.subList(1, MAX).forEach(request -> request.response().end());
  }

  @Test
  void whoBelongsToNoOrganisationIsCountedAlone() throws Exception {
    var waiting = fill(Peers.realm().token());

    reads("/patients/me", Peers.realm().token()).statusCode(429);
    reads("/patients/me", Peers.realm().tokenOf("lab-north")).statusCode(200);

    waiting.forEach(request -> request.response().end());
    awaitAnother(Peers.realm().token());
  }

  @Test
  void aCallerWhoHangsUpDoesNotCount() throws Exception {
    var token = Peers.realm().tokenOf("lab-that-hangs-up");
    fill(token);
    reads("/patients/me", token).statusCode(429);

    for (var client : clients) {
      client.close();
    }

    awaitAnother(token);
  }

  /// As a lost line ends an upload: without a goodbye, and in the middle.
  @ParameterizedTest
  @ValueSource(ints = {1, 100_000, 1_000_000})
  void aCallerWhoseLineBreaksWhileItSendsDoesNotCount(int sent) throws Exception {
    var token = Peers.realm().tokenOf("lab-" + UUID.randomUUID());
    var head =
        "POST /submissions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000000\r\nAuthorization: Bearer "
            + token
            + "\r\n\r\n";

    for (int i = 0; i < MAX; i++) {
      var arrived = new CountDownLatch(1);
      Peers.service("ingestion")
          .answers(request -> {
            request.handler(_ -> {});
            arrived.countDown();
          });
      try (var client = Wire.connect(RestAssured.port)) {
        var out = client.getOutputStream();
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.write(new byte[sent]);
        assertThat(arrived.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        client.setSoLinger(true, 0);
      }
    }

    awaitAnother(token);
  }

  @Test
  void aCallerWhoHangsUpIsCountedOffOnce() throws Exception {
    var token = Peers.realm().tokenOf("lab-with-a-bad-line");
    var waiting = fill(token);

    clients.getFirst().close();

    awaitAnother(token);
    waiting.addAll(hold(token, 1));
    reads("/patients/me", token).statusCode(429);
    waiting.subList(1, MAX + 1).forEach(request -> request.response().end());
  }

  static Stream<Named<Handler<HttpServerRequest>>> failures() {
    return Stream.of(
        Named.of("is silent", _ -> {}),
        Named.of("hangs up", request -> request.connection().close()),
        Named.of(
            "breaks off",
            request -> {
              request.response().setChunked(true).write("the first half");
              request.connection().close();
            }));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aServiceThatFailsDoesNotCount(Handler<HttpServerRequest> failing) throws Exception {
    var token = Peers.realm().tokenOf("lab-" + UUID.randomUUID());
    Peers.service("consent").answers(failing);

    for (int i = 0; i < MAX; i++) {
      try (var client = send(token)) {
        client.getInputStream().readAllBytes();
      }
    }

    Peers.service("consent").reset();
    awaitAnother(token);
  }
}
