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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ledger/consent/checkpoint",
        "/ledger/ingestion/tile/0/000",
        "/ledger/interpretation/tile/7/x001/x234/067.p/12",
        "/ledger/consent/tile/entries/x001/x234/067.p/12"
      })
  void whatALogIsProvenFromIsThere(String path) {
    assertThat(match(HttpMethod.GET, path)).isInstanceOf(Match.Found.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ledger/gateway/checkpoint",
        "/ledger/Consent/keys",
        "/ledger/consent",
        "/ledger/consent/tile/0",
        "/ledger/consent/checkpoint/1"
      })
  void whatIsNoPartOfALogIsNot(String path) {
    assertThat(match(HttpMethod.GET, path)).isEqualTo(new Match.Nothing());
  }

  @Test
  void entriesAreAnOperationOfTheirOwn() {
    assertThat(match(HttpMethod.GET, "/ledger/consent/tile/entries/000"))
        .extracting(found -> ((Match.Found) found).route().template().text())
        .isEqualTo("/ledger/{log}/tile/entries/{tile}");
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
