package org.genomerecord.gateway;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.genomerecord.gateway.identity.BearerVerification;
import org.genomerecord.gateway.identity.Verdict;
import org.genomerecord.gateway.limit.BodyLength;
import org.genomerecord.gateway.limit.Limits;
import org.genomerecord.gateway.limit.RequestsUnderWay;
import org.genomerecord.gateway.page.Pages;
import org.genomerecord.gateway.problem.Problem;
import org.genomerecord.gateway.problem.ProblemKind;
import org.genomerecord.gateway.problem.Refusals;
import org.genomerecord.gateway.route.Destination;
import org.genomerecord.gateway.route.Forwarding;
import org.genomerecord.gateway.route.PlainPath;
import org.genomerecord.gateway.route.Route;
import org.genomerecord.gateway.route.RouteTable;
import org.genomerecord.gateway.route.RouteTable.Match;
import org.genomerecord.gateway.trace.RequestId;
import org.jboss.logging.Logger;

/// Every request comes in here: marked with its ids, matched to a declared route, bounded, its
/// token verified, and only then handed on.
@Singleton
public final class FrontDoor {
  private static final Logger LOG = Logger.getLogger(FrontDoor.class);

  private static final String CHALLENGE = "Bearer realm=\"genome-record\"";

  // What Quarkus names spans and metrics by.
  private static final String TEMPLATE_OF_SPAN_AND_METRIC = "UrlPathTemplate";

  private final Vertx vertx;
  private final Limits limits;
  private final BearerVerification bearer;
  private final RequestsUnderWay underWay;
  private final Forwarding forwarding;
  private final Pages pages;

  FrontDoor(
      Vertx vertx,
      Limits limits,
      BearerVerification bearer,
      RequestsUnderWay underWay,
      Forwarding forwarding,
      Pages pages) {
    this.vertx = vertx;
    this.limits = limits;
    this.bearer = bearer;
    this.underWay = underWay;
    this.forwarding = forwarding;
    this.pages = pages;
  }

  void markEveryRequest(@Observes Filters filters) {
    filters.register(FrontDoor::mark, 1_000);
  }

  void open(@Observes Router router) {
    router.route().order(0).handler(this::enter).failureHandler(this::fault);
  }

  private static void mark(RoutingContext context) {
    HttpServerRequest request = context.request();
    RequestId id = RequestId.of(request.headers().getAll(RequestId.HEADER), UUID::randomUUID);
    context.put(RequestId.HEADER, id);
    nameSpanAndMetric("/undeclared");
    MultiMap answer = context.response().headers();
    answer.set(RequestId.HEADER, id.text());
    SpanContext span = Span.current().getSpanContext();
    if (span.isValid()) {
      answer.set("Trace-Id", span.getTraceId());
    }
    answer.set("X-Content-Type-Options", "nosniff");
    answer.set("Referrer-Policy", "no-referrer");
    answer.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    answer.set("Cache-Control", "no-store");
    context.next();
  }

  private static void nameSpanAndMetric(String template) {
    Context current = Vertx.currentContext();
    if (current != null) {
      current.putLocal(TEMPLATE_OF_SPAN_AND_METRIC, template);
    }
  }

  private void enter(RoutingContext context) {
    HttpServerRequest request = context.request();
    Optional<PlainPath> path = Optional.ofNullable(request.path()).flatMap(PlainPath::of);
    String query = request.query();
    if (path.isEmpty() || (query != null && !PlainPath.plainQuery(query))) {
      refuse(
          context,
          new Problem(
              ProblemKind.UNACCEPTABLE_PATH,
              "Paths are taken without empty or dot segments, percent-encoding or parameters."));
      return;
    }
    switch (RouteTable.match(request.method(), path.get())) {
      case Match.Nothing() ->
          refuse(context, new Problem(ProblemKind.NOT_FOUND, "See /openapi for what there is."));
      case Match.OtherMethods(var allowed) -> {
        String names = allowed.stream().map(HttpMethod::name).collect(Collectors.joining(", "));
        refuse(
            context,
            new Problem(
                ProblemKind.METHOD_NOT_ALLOWED,
                "Allowed here: " + names + ".",
                Map.of("Allow", names)));
      }
      case Match.Found(var route) -> {
        nameSpanAndMetric(route.template().text());
        String target = query == null ? path.get().text() : path.get().text() + "?" + query;
        checkBody(context, route, target);
      }
    }
  }

  private void checkBody(RoutingContext context, Route route, String target) {
    MultiMap headers = context.request().headers();
    BodyLength length =
        BodyLength.of(
            headers.getAll(HttpHeaders.CONTENT_LENGTH),
            headers.getAll(HttpHeaders.TRANSFER_ENCODING));
    long bytesMax = route.body().bytesMax(limits);
    switch (length) {
      case BodyLength.Unclear() ->
          refuse(
              context,
              new Problem(
                  ProblemKind.UNACCEPTABLE_FRAMING,
                  "Send either one Content-Length or Transfer-Encoding: chunked."));
      case BodyLength.Known(long bytes) when bytes > bytesMax ->
          refuse(context, Refusals.tooLarge(bytesMax));
      case BodyLength.Known _, BodyLength.Chunked _ -> checkToken(context, route, target);
    }
  }

  private void checkToken(RoutingContext context, Route route, String target) {
    switch (route.door()) {
      case OPEN -> answer(context, route, target);
      case TOKEN -> {
        Context requestContext = vertx.getOrCreateContext();
        bearer
            .verify(context)
            .subscribe()
            .with(
                verdict ->
                    requestContext.runOnContext(nothing -> decide(context, route, target, verdict)),
                context::fail);
      }
    }
  }

  private void decide(RoutingContext context, Route route, String target, Verdict verdict) {
    switch (verdict) {
      case Verdict.Verified(var caller) -> count(context, route, target, caller);
      case Verdict.TokenMissing() ->
          refuse(
              context,
              new Problem(
                  ProblemKind.TOKEN_MISSING,
                  "Send an access token of the realm: Authorization: Bearer.",
                  Map.of("WWW-Authenticate", CHALLENGE)));
      case Verdict.TokenRefused() ->
          refuse(
              context,
              new Problem(
                  ProblemKind.TOKEN_REFUSED,
                  "It is expired, wrongly signed, not a token, or meant for someone else.",
                  Map.of("WWW-Authenticate", CHALLENGE + ", error=\"invalid_token\"")));
      case Verdict.Undecided() -> {
        LOG.warn("The identity provider cannot be asked for its keys");
        refuse(
            context,
            Refusals.unavailable(
                ProblemKind.IDENTITY_UNAVAILABLE, "The identity provider did not answer.", limits));
      }
    }
  }

  private void count(RoutingContext context, Route route, String target, String caller) {
    if (context.response().closed()) {
      return; // Nobody waits, and no end would be told.
    }
    var response = context.response();
    if (!underWay.enter(caller, response)) {
      refuse(
          context,
          Refusals.unavailable(
              ProblemKind.TOO_MANY_UNDER_WAY, "Wait until some of them are answered.", limits));
      return;
    }
    context.addEndHandler(ended -> underWay.leave(caller, response));
    answer(context, route, target);
  }

  private void answer(RoutingContext context, Route route, String target) {
    switch (route.destination()) {
      case Destination.Page page -> pages.send(context.request(), page);
      case Destination.Service service ->
          forwarding.forward(context.request(), route, service, target, requestId(context));
      case Destination.Named.LOG ->
          forwarding.forward(
              context.request(), route, ownerOfLog(target), target, requestId(context));
    }
  }

  private static Destination.Service ownerOfLog(String target) {
    return Destination.Service.ofLog(target.split("/", 4)[2]).orElseThrow();
  }

  private void fault(RoutingContext context) {
    LOG.error("A request failed inside the gateway", context.failure());
    refuse(
        context, new Problem(ProblemKind.FAULT, "The request id names this failure in the logs."));
  }

  private void refuse(RoutingContext context, Problem problem) {
    LOG.infof("Refused: %s, request %s", problem.kind().code(), requestId(context).text());
    String path = context.request().path();
    boolean fhir = path != null && PlainPath.speaksFhir(path);
    Refusals.send(vertx, context.request(), requestId(context), problem, fhir, limits);
  }

  private static RequestId requestId(RoutingContext context) {
    return Objects.requireNonNull(
        context.<RequestId>get(RequestId.HEADER), "every request is marked");
  }
}
