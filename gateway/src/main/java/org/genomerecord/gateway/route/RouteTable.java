package org.genomerecord.gateway.route;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.HEAD;
import static io.vertx.core.http.HttpMethod.OPTIONS;
import static io.vertx.core.http.HttpMethod.PATCH;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;
import static org.genomerecord.gateway.route.Destination.Service.CONSENT;
import static org.genomerecord.gateway.route.Destination.Service.INGESTION;
import static org.genomerecord.gateway.route.Destination.Service.INTERPRETATION;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.genomerecord.gateway.limit.BodyKind;
import org.genomerecord.gateway.route.Destination.Page;
import org.genomerecord.gateway.route.Route.Door;

/// Every path that is reachable from outside, and nothing else. Adding an operation is one line
/// here and its description in `openapi.yaml`; a test compares the two.
public final class RouteTable {
  /// All routes. A literal segment comes before a hole in the same place.
  public static final List<Route> ROUTES =
      List.of(
          Route.page(GET, "/", Page.START),
          Route.page(HEAD, "/", Page.START),
          Route.page(GET, "/style.css", Page.STYLE),
          Route.page(GET, "/icon.svg", Page.ICON),
          Route.page(GET, "/openapi", Page.OPENAPI),
          Route.to(CONSENT, POST, "/patients", Door.TOKEN, BodyKind.JSON),
          Route.to(CONSENT, GET, "/patients/me", Door.TOKEN, BodyKind.NONE),
          Route.to(CONSENT, POST, "/patients/{patient}/consents", Door.TOKEN, BodyKind.JSON),
          Route.to(CONSENT, GET, "/patients/{patient}/consents", Door.TOKEN, BodyKind.NONE),
          Route.to(
              CONSENT, DELETE, "/patients/{patient}/consents/{consent}", Door.TOKEN, BodyKind.NONE),
          Route.to(CONSENT, POST, "/patients/{patient}/withdrawals", Door.TOKEN, BodyKind.JSON),
          Route.to(CONSENT, GET, "/consent-templates", Door.TOKEN, BodyKind.NONE),
          Route.to(CONSENT, POST, "/fhir/Consent", Door.TOKEN, BodyKind.JSON),
          Route.to(CONSENT, GET, "/fhir/Consent", Door.TOKEN, BodyKind.NONE),
          Route.to(CONSENT, POST, "/fhir/Consent/_search", Door.TOKEN, BodyKind.JSON),
          Route.to(CONSENT, GET, "/fhir/Consent/{id}", Door.TOKEN, BodyKind.NONE),
          Route.to(CONSENT, PUT, "/fhir/Consent/{id}", Door.TOKEN, BodyKind.JSON),
          Route.to(CONSENT, GET, "/fhir/Consent/{id}/_history", Door.TOKEN, BodyKind.NONE),
          Route.to(
              CONSENT, GET, "/fhir/Consent/{id}/_history/{version}", Door.TOKEN, BodyKind.NONE),
          Route.to(
              CONSENT, GET, "/patients/{patient}/decisions/{decision}", Door.TOKEN, BodyKind.NONE),
          Route.to(
              CONSENT, GET, "/patients/{patient}/emergency-accesses", Door.TOKEN, BodyKind.NONE),
          Route.to(CONSENT, POST, "/patients/{patient}/proxies", Door.TOKEN, BodyKind.JSON),
          Route.to(CONSENT, GET, "/patients/{patient}/proxies", Door.TOKEN, BodyKind.NONE),
          Route.to(
              CONSENT, DELETE, "/patients/{patient}/proxies/{proxy}", Door.TOKEN, BodyKind.NONE),
          Route.to(CONSENT, GET, "/represented-patients", Door.TOKEN, BodyKind.NONE),
          Route.to(CONSENT, POST, "/emergency-accesses", Door.TOKEN, BodyKind.JSON),
          Route.to(CONSENT, GET, "/audit/decisions/{decision}", Door.TOKEN, BodyKind.NONE),
          Route.to(
              CONSENT, GET, "/audit/emergency-accesses/{emergency}", Door.TOKEN, BodyKind.NONE),
          Route.to(
              CONSENT,
              POST,
              "/audit/emergency-accesses/{emergency}/review",
              Door.TOKEN,
              BodyKind.JSON),
          Route.to(CONSENT, GET, "/patients/{patient}/accesses", Door.TOKEN, BodyKind.NONE),
          Route.to(CONSENT, POST, "/patients/{patient}/erasure", Door.TOKEN, BodyKind.JSON),
          Route.to(CONSENT, GET, "/patients/{patient}/erasure", Door.TOKEN, BodyKind.NONE),
          Route.to(CONSENT, DELETE, "/patients/{patient}/erasure", Door.TOKEN, BodyKind.NONE),
          Route.to(CONSENT, POST, "/patients/{patient}/legal-holds", Door.TOKEN, BodyKind.JSON),
          Route.to(CONSENT, GET, "/patients/{patient}/legal-holds", Door.TOKEN, BodyKind.NONE),
          Route.to(
              CONSENT,
              POST,
              "/patients/{patient}/legal-holds/{hold}/lift",
              Door.TOKEN,
              BodyKind.JSON),
          Route.to(CONSENT, GET, "/patients/{patient}/subject-key", Door.TOKEN, BodyKind.NONE),
          Route.to(CONSENT, POST, "/patients/{patient}/subject-key", Door.TOKEN, BodyKind.JSON),
          Route.to(CONSENT, GET, "/audit/events", Door.TOKEN, BodyKind.NONE),
          Route.to(CONSENT, GET, "/audit/reports", Door.TOKEN, BodyKind.NONE),
          Route.to(CONSENT, GET, "/audit/reports/{question}", Door.TOKEN, BodyKind.NONE),
          Route.to(CONSENT, GET, "/audit/export", Door.TOKEN, BodyKind.NONE),
          Route.ledger("checkpoint"),
          Route.ledger("checkpoints"),
          Route.ledger("keys"),
          Route.ledger("tile/entries/{tile}"),
          Route.ledger("tile/{level}/{tile}"),
          Route.to(INGESTION, POST, "/submissions", Door.TOKEN, BodyKind.SUBMISSION),
          Route.to(INGESTION, POST, "/submissions/hl7v2", Door.TOKEN, BodyKind.SUBMISSION),
          Route.to(INGESTION, OPTIONS, "/submissions/uploads", Door.TOKEN, BodyKind.NONE),
          Route.to(INGESTION, POST, "/submissions/uploads", Door.TOKEN, BodyKind.SUBMISSION),
          Route.to(INGESTION, HEAD, "/submissions/uploads/{upload}", Door.TOKEN, BodyKind.NONE),
          Route.to(
              INGESTION, PATCH, "/submissions/uploads/{upload}", Door.TOKEN, BodyKind.SUBMISSION),
          Route.to(
              INGESTION, POST, "/submissions/uploads/{upload}", Door.TOKEN, BodyKind.SUBMISSION),
          Route.to(INGESTION, DELETE, "/submissions/uploads/{upload}", Door.TOKEN, BodyKind.NONE),
          Route.to(INGESTION, GET, "/accessions", Door.TOKEN, BodyKind.NONE),
          Route.to(INGESTION, GET, "/accessions/by-number", Door.TOKEN, BodyKind.NONE),
          Route.to(INGESTION, GET, "/accessions/{accession}", Door.TOKEN, BodyKind.NONE),
          Route.to(INGESTION, GET, "/accessions/{accession}/report", Door.TOKEN, BodyKind.NONE),
          Route.to(
              INGESTION, POST, "/accessions/{accession}/withdrawal", Door.TOKEN, BodyKind.JSON),
          Route.to(INGESTION, POST, "/accessions/{accession}/move", Door.TOKEN, BodyKind.NONE),
          Route.to(INGESTION, GET, "/webhook-deliveries", Door.TOKEN, BodyKind.NONE),
          Route.to(
              INGESTION,
              POST,
              "/webhook-deliveries/{delivery}/redelivery",
              Door.TOKEN,
              BodyKind.NONE),
          Route.to(INGESTION, GET, "/quarantine", Door.TOKEN, BodyKind.NONE),
          Route.to(INGESTION, POST, "/quarantine/{accession}/release", Door.TOKEN, BodyKind.JSON),
          Route.to(INGESTION, POST, "/quarantine/{accession}/discard", Door.TOKEN, BodyKind.JSON),
          Route.to(INGESTION, POST, "/family-studies", Door.TOKEN, BodyKind.JSON),
          Route.to(INGESTION, GET, "/patients/{patient}/family-studies", Door.TOKEN, BodyKind.NONE),
          Route.to(INTERPRETATION, GET, "/fhir/metadata", Door.OPEN, BodyKind.NONE),
          Route.to(INTERPRETATION, GET, "/fhir/DiagnosticReport", Door.TOKEN, BodyKind.NONE),
          Route.to(INTERPRETATION, POST, "/patients/{patient}/drugs", Door.TOKEN, BodyKind.JSON),
          Route.to(INTERPRETATION, GET, "/recontacts", Door.TOKEN, BodyKind.NONE),
          Route.to(
              INTERPRETATION,
              POST,
              "/recontacts/{interpretation}/close",
              Door.TOKEN,
              BodyKind.JSON),
          Route.to(
              CONSENT, GET, "/services/consent-service/parked-events", Door.TOKEN, BodyKind.NONE),
          Route.to(
              CONSENT,
              POST,
              "/services/consent-service/parked-events/retry",
              Door.TOKEN,
              BodyKind.NONE),
          Route.to(
              CONSENT, GET, "/services/consent-service/read-models", Door.TOKEN, BodyKind.NONE),
          Route.to(
              CONSENT,
              POST,
              "/services/consent-service/read-models/{readModel}/rebuild",
              Door.TOKEN,
              BodyKind.NONE),
          Route.to(
              CONSENT, GET, "/services/consent-service/key-rotation", Door.TOKEN, BodyKind.NONE),
          Route.to(
              CONSENT, POST, "/services/consent-service/key-rotation", Door.TOKEN, BodyKind.NONE),
          Route.to(
              INGESTION,
              GET,
              "/services/ingestion-service/parked-events",
              Door.TOKEN,
              BodyKind.NONE),
          Route.to(
              INGESTION,
              POST,
              "/services/ingestion-service/parked-events/retry",
              Door.TOKEN,
              BodyKind.NONE),
          Route.to(
              INGESTION, GET, "/services/ingestion-service/read-models", Door.TOKEN, BodyKind.NONE),
          Route.to(
              INGESTION,
              POST,
              "/services/ingestion-service/read-models/{readModel}/rebuild",
              Door.TOKEN,
              BodyKind.NONE),
          Route.to(
              INGESTION,
              GET,
              "/services/ingestion-service/laboratories",
              Door.TOKEN,
              BodyKind.NONE),
          Route.to(
              INGESTION,
              GET,
              "/services/ingestion-service/laboratories/{laboratory}",
              Door.TOKEN,
              BodyKind.NONE),
          Route.to(
              INGESTION,
              PUT,
              "/services/ingestion-service/laboratories/{laboratory}",
              Door.TOKEN,
              BodyKind.JSON),
          Route.to(
              INGESTION,
              POST,
              "/services/ingestion-service/laboratories/{laboratory}/suspension",
              Door.TOKEN,
              BodyKind.JSON),
          Route.to(
              INGESTION,
              DELETE,
              "/services/ingestion-service/laboratories/{laboratory}/suspension",
              Door.TOKEN,
              BodyKind.NONE),
          Route.to(
              INGESTION,
              PUT,
              "/services/ingestion-service/laboratories/{laboratory}/webhook",
              Door.TOKEN,
              BodyKind.JSON),
          Route.to(
              INGESTION,
              DELETE,
              "/services/ingestion-service/laboratories/{laboratory}/webhook",
              Door.TOKEN,
              BodyKind.NONE),
          Route.to(
              INGESTION,
              POST,
              "/services/ingestion-service/laboratories/{laboratory}/webhook/secret",
              Door.TOKEN,
              BodyKind.JSON),
          Route.to(
              INTERPRETATION,
              GET,
              "/services/interpretation-service/parked-events",
              Door.TOKEN,
              BodyKind.NONE),
          Route.to(
              INTERPRETATION,
              POST,
              "/services/interpretation-service/parked-events/retry",
              Door.TOKEN,
              BodyKind.NONE),
          Route.to(
              INTERPRETATION,
              GET,
              "/services/interpretation-service/reinterpretation",
              Door.TOKEN,
              BodyKind.NONE),
          Route.to(
              INTERPRETATION,
              GET,
              "/services/interpretation-service/read-models",
              Door.TOKEN,
              BodyKind.NONE),
          Route.to(
              INTERPRETATION,
              POST,
              "/services/interpretation-service/read-models/{readModel}/rebuild",
              Door.TOKEN,
              BodyKind.NONE),
          Route.to(
              INTERPRETATION,
              GET,
              "/services/interpretation-service/knowledge-releases",
              Door.TOKEN,
              BodyKind.NONE),
          Route.to(
              INTERPRETATION,
              POST,
              "/services/interpretation-service/knowledge-releases",
              Door.TOKEN,
              BodyKind.JSON),
          Route.to(
              INTERPRETATION,
              GET,
              "/services/interpretation-service/knowledge-releases/{release}/differences",
              Door.TOKEN,
              BodyKind.NONE),
          Route.to(
              INTERPRETATION,
              POST,
              "/services/interpretation-service/knowledge-releases/{release}/activation",
              Door.TOKEN,
              BodyKind.JSON));

  private RouteTable() {}

  /// What a method and path come to. Where two templates fit, the first in the table is taken.
  public sealed interface Match {
    /// A declared operation.
    record Found(Route route) implements Match {}

    /// The path is declared, with other methods.
    record OtherMethods(List<HttpMethod> allowed) implements Match {
      public OtherMethods {
        allowed = List.copyOf(allowed);
      }
    }

    /// The path is not declared.
    record Nothing() implements Match {}
  }

  /// Finds the route.
  public static Match match(HttpMethod method, PlainPath path) {
    List<Route> atPath = ROUTES.stream().filter(route -> route.template().matches(path)).toList();
    if (atPath.isEmpty()) {
      return new Match.Nothing();
    }
    return atPath.stream()
        .filter(route -> route.method().equals(method))
        .findFirst()
        .<Match>map(Match.Found::new)
        .orElseGet(() -> new Match.OtherMethods(atPath.stream().map(Route::method).toList()));
  }
}
