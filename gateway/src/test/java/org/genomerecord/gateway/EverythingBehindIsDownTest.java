package org.genomerecord.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(EverythingBehindIsDownTest.NothingListens.class)
class EverythingBehindIsDownTest {
  /// Port 1 of loopback: nothing listens there.
  public static final class NothingListens implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "quarkus.oidc.auth-server-url", "http://127.0.0.1:1/realms/genome-record",
          "quarkus.oidc.connection-timeout", "1S",
          "genome.interpretation.url", "http://127.0.0.1:1");
    }
  }

  @Test
  void theGatewayHasStartedAndItsOwnPagesAreThere() {
    given().get("/").then().statusCode(200);
  }

  @Test
  void withoutTheIdentityProviderATokenIsNeitherAcceptedNorRefused() {
    given()
        .header("Authorization", "Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl")
        .get("/patients/me")
        .then()
        .statusCode(503)
        .header("Retry-After", "2")
        .body("code", equalTo("identity-unavailable"));
  }

  @Test
  void withoutTheIdentityProviderNoTokenIsStillRefused() {
    given().get("/patients/me").then().statusCode(401);
  }

  @Test
  void aServiceThatIsNotThereIsUnavailable() {
    given()
        .get("/fhir/metadata")
        .then()
        .statusCode(503)
        .header("Retry-After", "2")
        .body("issue[0].details.coding[0].code", equalTo("service-unavailable"))
        .body("issue[0].diagnostics", containsString("took no effect"));
  }
}
