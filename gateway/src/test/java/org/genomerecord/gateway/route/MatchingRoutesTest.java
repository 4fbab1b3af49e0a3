package org.genomerecord.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.genomerecord.gateway.route.RouteTable.Match;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatchingRoutesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/decisions",
        "/patients/p",
        "/q/health",
        "/fhir",
        "/fhir/Patient",
        "/audit",
        "/submissions/1"
      })
  void whatIsNotDeclaredIsNotThere(String path) {
    assertThat(match(HttpMethod.POST, path)).isEqualTo(new Match.Nothing());
  }

  @Test
  void anotherMethodIsAnsweredWithTheDeclaredOnes() {
    assertThat(match(HttpMethod.PUT, "/patients/p/consents"))
        .isEqualTo(new Match.OtherMethods(List.of(HttpMethod.POST, HttpMethod.GET)));
  }

  @Test
  void aHoleTakesExactlyOneSegment() {
    assertThat(match(HttpMethod.DELETE, "/patients/p/consents/c")).isInstanceOf(Match.Found.class);
    assertThat(match(HttpMethod.DELETE, "/patients/p/consents/c/d")).isEqualTo(new Match.Nothing());
  }

  @Test
  void noOperationIsDeclaredTwice() {
    Set<String> operations = new HashSet<>();
    for (Route route : RouteTable.ROUTES) {
      assertThat(operations.add(route.method() + " " + route.template().text())).isTrue();
    }
  }

  @Test
  void onlyTheCapabilityStatementIsOpenAmongTheServices() {
    assertThat(RouteTable.ROUTES)
        .filteredOn(route -> route.destination() instanceof Destination.Service)
        .filteredOn(route -> route.door() == Route.Door.OPEN)
        .extracting(route -> route.template().text())
        .containsExactly("/fhir/metadata");
  }

  private static Match match(HttpMethod method, String path) {
    return RouteTable.match(method, PlainPath.of(path).orElseThrow());
  }
}
