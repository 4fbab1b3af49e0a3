package org.genomerecord.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.stream.Stream;
import org.genomerecord.gateway.peer.Peers;
import org.genomerecord.gateway.route.Destination;
import org.genomerecord.gateway.route.Route;
import org.genomerecord.gateway.route.RouteTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(Peers.class)
class TokensAtTheDoorTest {
  @BeforeEach
  void reset() {
    Peers.reset();
  }

  static Stream<String> unacceptableTokens() {
    return Stream.of(
        Peers.realm().expired(),
        Peers.realm().forSomeoneElse(),
        Peers.realm().fromAnotherIssuer(),
        Peers.realm().wronglySigned(),
        Peers.realm().unsigned(),
        Peers.realm().signedWithPublicKeyAsSecret(),
        Peers.realm().token() + "x",
        "not-a-token",
        "a.b.c");
  }

  static Stream<Route> protectedRoutes() {
    return RouteTable.ROUTES.stream().filter(route -> route.door() == Route.Door.TOKEN);
  }

  @ParameterizedTest
  @MethodSource("unacceptableTokens")
  void anUnacceptableTokenIsRefusedAndReachesNoService(String token) {
    given()
        .header("Authorization", "Bearer " + token)
        .get("/patients/me")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header(
            "WWW-Authenticate", equalTo("Bearer realm=\"genome-record\", error=\"invalid_token\""))
        .body("type", equalTo("urn:genome-record:problem:token-refused"))
        .body("code", equalTo("token-refused"))
        .body("status", equalTo(401));
    assertThat(Peers.service("consent").untouched()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("protectedRoutes")
  void withoutATokenNoProtectedRouteIsReachable(Route route) {
    Response answer = given().request(route.method().name(), pathOf(route));

    answer
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", equalTo("Bearer realm=\"genome-record\""));
    assertThat(Peers.service(nameOf(route)).untouched()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("protectedRoutes")
  void withAValidTokenEveryRouteReachesItsServiceAndTheTokenGoesWithIt(Route route)
      throws InterruptedException {
    String token = Peers.realm().token();

    given()
        .header("Authorization", "Bearer " + token)
        .request(route.method().name(), pathOf(route))
        .then()
        .statusCode(200)
        .body(equalTo(HttpMethod.HEAD.equals(route.method()) ? "" : nameOf(route)));

    var seen = Peers.service(nameOf(route)).next();
    assertThat(seen.method()).isEqualTo(route.method().name());
    assertThat(seen.uri()).isEqualTo(pathOf(route));
    assertThat(seen.header("Authorization")).containsExactly("Bearer " + token);
  }

  @Test
  void onFhirPathsRefusalsAreOperationOutcomes() {
    given()
        .get("/fhir/DiagnosticReport?subject=Patient/p-1")
        .then()
        .statusCode(401)
        .contentType(startsWith("application/fhir+json"))
        .body("resourceType", equalTo("OperationOutcome"))
        .body("issue[0].severity", equalTo("error"))
        .body("issue[0].code", equalTo("login"))
        .body("issue[0].details.coding[0].code", equalTo("token-missing"));
  }

  @Test
  void anotherSchemeIsNoToken() {
    given()
        .header("Authorization", "Basic ZHItZ3JleTpwYXNzd29yZA==")
        .get("/patients/me")
        .then()
        .statusCode(401)
        .body("code", equalTo("token-missing"));
  }

  @Test
  void twoTokensAreNotAChoice() {
    String token = Peers.realm().token();
    given()
        .headers(
            "Authorization",
            "Bearer " + token,
            "Authorization",
            "Bearer " + Peers.realm().expired())
        .get("/patients/me")
        .then()
        .statusCode(401);
  }

  @Test
  void aTokenInTheQueryIsNotRead() {
    given()
        .queryParams(Map.of("access_token", Peers.realm().token()))
        .get("/patients/me")
        .then()
        .statusCode(401);
  }

  @Test
  void theCapabilityStatementIsOpenAndItsServiceSeesNoToken() throws InterruptedException {
    given()
        .header("Authorization", "Bearer not-a-token")
        .get("/fhir/metadata")
        .then()
        .statusCode(200)
        .body(equalTo("interpretation"));

    var seen = Peers.service("interpretation").next();
    assertThat(seen.header("Authorization")).isEmpty();
  }

  private static String pathOf(Route route) {
    return route.template().text().replace("{log}", "consent").replaceAll("\\{[A-Za-z]+}", "id-1");
  }

  private static String nameOf(Route route) {
    return route.destination() instanceof Destination.Service service
        ? service.name().toLowerCase(java.util.Locale.ROOT)
        : "consent";
  }
}
