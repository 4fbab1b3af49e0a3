package org.genomerecord.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.List;
import org.genomerecord.gateway.peer.Peers;
import org.genomerecord.gateway.peer.Wire;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Peers.class)
class TracingARequestTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PATH = "/patients/p-unheard-of/consents";

  @Inject InMemorySpanExporter spans;

  @TestHTTPResource(value = "/metrics", management = true)
  @Nullable URL metrics;

  @TestHTTPResource(value = "/health", management = true)
  @Nullable URL health;

  @Test
  void oneTraceSpansTheDoorAndTheServiceAndBaggageEndsHere() throws Exception {
    Peers.reset();

    given()
        .header("Authorization", "Bearer " + Peers.realm().token())
        .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
        .header("baggage", "name=unheard-of")
        .get(PATH)
        .then()
        .statusCode(200)
        .header("Trace-Id", equalTo(TRACE));

    var seen = Peers.service("consent").next();
    assertThat(seen.header("traceparent"))
        .singleElement()
        .asString()
        .matches("00-" + TRACE + "-[0-9a-f]{16}-01");
    assertThat(seen.header("traceparent").getFirst()).doesNotContain("b7ad6b7169203331");
    assertThat(seen.header("baggage")).isEmpty();
  }

  @Test
  void spansAndMetricsAreNamedByTemplateAndHoldNothingTheCallerWrote() throws Exception {
    Peers.reset();
    spans.reset();

    given()
        .header("Authorization", "Bearer " + Peers.realm().token())
        .get(PATH + "?name=unheard-of")
        .then()
        .statusCode(200);
    given().get("/unheard-of/of/a/caller").then().statusCode(404);
    // The span of a request ends after its answer: another request on the same connection is later.
    given().get("/");

    List<SpanData> finished = spans.getFinishedSpanItems();
    assertThat(finished)
        .filteredOn(span -> span.getKind() == SpanKind.SERVER)
        .extracting(SpanData::getName)
        .contains("GET /patients/{patient}/consents", "GET /undeclared");
    assertThat(finished).filteredOn(span -> span.getKind() == SpanKind.CLIENT).isNotEmpty();
    assertThat(finished).noneMatch(span -> span.toString().contains("unheard-of"));
    given()
        .get(metrics)
        .then()
        .statusCode(200)
        .body(
            matchesPattern(
                "(?s)(?!.*unheard-of).*http_server_requests_seconds_count\\{[^}]*uri=\"/patients/\\{patient}/consents\".*"));
  }

  @Test
  void healthIsToldOnTheManagementPort() {
    given().get(health).then().statusCode(200).body("status", equalTo("UP"));
  }

  @Test
  void aCallersRequestIdGoesToTheServiceAndBack() throws Exception {
    Peers.reset();

    given()
        .header("Authorization", "Bearer " + Peers.realm().token())
        .header("X-Request-Id", "lab-7.0001")
        .get("/patients/me")
        .then()
        .header("X-Request-Id", equalTo("lab-7.0001"));

    assertThat(Peers.service("consent").next().header("X-Request-Id"))
        .containsExactly("lab-7.0001");
  }

  @Test
  void anUnacceptableRequestIdIsReplacedEvenInRefusals() {
    String uuid = "[0-9a-f-]{36}";
    given()
        .header("X-Request-Id", "a b")
        .get("/nothing")
        .then()
        .statusCode(404)
        .header("X-Request-Id", matchesPattern(uuid))
        .body("requestId", matchesPattern(uuid));
  }

  @Test
  void aServiceCannotChangeWhatTheDoorSays() throws Exception {
    Peers.reset();
    Peers.service("consent")
        .answers(request ->
            request
                .response()
                .putHeader("X-Request-Id", "other")
                .putHeader("Cache-Control", "public, max-age=600")
                .putHeader("Server", "name/1.0")
                .putHeader("Keep-Alive", "timeout=1")
                .end("{}"));

    String answer =
        Wire.exchange(RestAssured.port, Wire.request("GET", "/patients/me", Peers.realm().token()));

    assertThat(answer)
        .contains("Cache-Control: no-store\r\n", "X-Content-Type-Options: nosniff\r\n")
        .contains("Referrer-Policy: no-referrer\r\n", "frame-ancestors 'none'")
        .doesNotContain("max-age", "name/1.0", "timeout=1", "X-Request-Id: other");
  }

  @Test
  void headersThatOnlyAProxyMaySendDoNotReachTheService() throws Exception {
    Peers.reset();
    String request =
        "GET /patients/me HTTP/1.1\r\nHost: outside.example\r\nConnection: close\r\nConnection: Sample\r\nAuthorization: Bearer "
            + Peers.realm().token()
            + "\r\nX-Forwarded-For: 10.0.0.1\r\nX-Forwarded-Host: evil\r\nForwarded: for=10.0.0.1\r\nX-Remote-User: olga\r\nCookie: a=b\r\nTE: trailers\r\nSample: s\r\nPurpose-Of-Use: TREAT\r\n\r\n";

    assertThat(Wire.status(Wire.exchange(RestAssured.port, request))).isEqualTo(200);

    var seen = Peers.service("consent").next();
    assertThat(seen.headers())
        .extracting(header -> header.getKey().toLowerCase(java.util.Locale.ROOT))
        .containsExactlyInAnyOrder(
            "host", "authorization", "purpose-of-use", "traceparent", "x-request-id");
    assertThat(seen.header("Host")).first().asString().startsWith("127.0.0.1:");
  }
}
