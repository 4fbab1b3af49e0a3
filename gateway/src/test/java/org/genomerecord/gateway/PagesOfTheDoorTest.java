package org.genomerecord.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.genomerecord.gateway.peer.Peers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Peers.class)
class PagesOfTheDoorTest {
  @Test
  void theStartPageSaysWhatThisIsNot() {
    String page =
        given()
            .get("/")
            .then()
            .statusCode(200)
            .contentType("text/html; charset=utf-8")
            .header("Content-Security-Policy", startsWith("default-src 'self';"))
            .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
            .body(containsString("not a certified medical device"))
            .body(containsString("href=\"/openapi\""))
            .body(containsString("href=\"/fhir/metadata\""))
            .extract()
            .asString();
    assertThat(page).doesNotContain("<script", "style=", "<style", "http://", "https://");
  }

  @Test
  void everythingThePageNeedsIsServedHere() {
    given().get("/style.css").then().statusCode(200).contentType(startsWith("text/css"));
    given().get("/icon.svg").then().statusCode(200).contentType("image/svg+xml");
    given().head("/").then().statusCode(200);
  }

  @Test
  void theOpenApiDocumentIsYamlUnlessJsonIsAskedFor() {
    given()
        .get("/openapi")
        .then()
        .statusCode(200)
        .contentType("application/yaml")
        .body(startsWith("openapi: 3.1.0"));
    given()
        .header("Accept", "application/json")
        .get("/openapi")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .header("Vary", "Accept")
        .body("info.title", equalTo("Genome Record"));
  }

  @Test
  void aBrowserShowsTheOpenApiDocumentInsteadOfKeepingAFile() {
    given()
        .header("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
        .get("/openapi")
        .then()
        .statusCode(200)
        .contentType("text/plain; charset=utf-8")
        .header("Vary", "Accept")
        .body(startsWith("openapi: 3.1.0"));
  }
}
