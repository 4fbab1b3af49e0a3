package org.genomerecord.gateway.route;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import org.genomerecord.gateway.limit.BoundedBody;
import org.genomerecord.gateway.limit.Limits;
import org.genomerecord.gateway.problem.Problem;
import org.genomerecord.gateway.problem.ProblemKind;
import org.genomerecord.gateway.problem.Refusals;
import org.genomerecord.gateway.trace.RequestId;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One request on its way to a service and back: bounded, timed, and with a problem instead of the
/// service's answer when there is none. Lives on the request's event loop.
final class Exchange implements ProxyInterceptor {
  private static final Logger LOG = Logger.getLogger(Exchange.class);

  private final Vertx vertx;
  private final Limits limits;
  private final Route route;
  private final String target;
  private final RequestId requestId;
  private final HttpServerRequest fromClient;
  private final long answerTimeoutNanos;

  private @Nullable BoundedBody body;
  private @Nullable HttpClientRequest toService;
  private @Nullable Problem gaveUp;
  private boolean answered;
  private long progressedAtNanos;

  Exchange(
      Vertx vertx,
      Limits limits,
      Route route,
      String target,
      RequestId requestId,
      HttpServerRequest fromClient) {
    this.vertx = vertx;
    this.limits = limits;
    this.route = route;
    this.target = target;
    this.requestId = requestId;
    this.fromClient = fromClient;
    this.answerTimeoutNanos = limits.serviceAnswerTimeoutMillis() * 1_000_000L;
  }

  /// The connection is there; from now on the service has to make progress.
  HttpClientRequest connected(HttpClientRequest request) {
    toService = request;
    gaveUp = null;
    // Failures arrive with the response's future; without a handler each is also logged.
    request.exceptionHandler(failure -> {});
    if ("100-continue".equalsIgnoreCase(fromClient.getHeader("Expect"))) {
      fromClient.response().writeContinue();
    }
    progressed();
    watch(limits.serviceAnswerTimeoutMillis());
    return request;
  }

  @Override
  public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
    ProxyRequest request = context.request();
    PassedHeaders.inwards(request.headers(), route.door());
    request.putHeader(RequestId.HEADER, requestId.text());
    request.setURI(target);
    Body sent = request.getBody();
    long bytesMax = route.body().bytesMax(limits);
    BoundedBody bounded =
        new BoundedBody(
            sent.stream(), bytesMax, this::progressed, () -> gaveUp = Refusals.tooLarge(bytesMax));
    body = bounded;
    request.setBody(Body.body(bounded, sent.length()));
    return context
        .sendRequest()
        .recover(failure -> Future.succeededFuture(refusal(request, problem(failure))))
        .onComplete(outcome -> answered = true);
  }

  @Override
  public Future<Void> handleProxyResponse(ProxyContext context) {
    ProxyResponse response = context.response();
    PageStyle.policy(response.headers())
        .ifPresent(policy -> fromClient.response().putHeader("Content-Security-Policy", policy));
    PassedHeaders.outwards(response.headers());
    Body answer = response.getBody();
    if (answer != null) {
      response.setBody(
          Body.body(new UnbrokenBody(answer.stream(), fromClient.connection()), answer.length()));
    }
    return context
        .sendResponse()
        .onComplete(sent -> Refusals.discardUnread(vertx, fromClient, limits));
  }

  private void progressed() {
    progressedAtNanos = System.nanoTime();
  }

  private void watch(long delayMillis) {
    vertx.setTimer(Math.max(1, delayMillis), timer -> checkProgress());
  }

  private void checkProgress() {
    if (answered) {
      return;
    }
    long leftNanos = answerTimeoutNanos - (System.nanoTime() - progressedAtNanos);
    if (leftNanos > 0) {
      watch(NANOSECONDS.toMillis(leftNanos) + 1);
      return;
    }
    boolean clientIsSlow = body != null && body.waitsForClient();
    gaveUp =
        clientIsSlow
            ? new Problem(ProblemKind.BODY_TOO_SLOW, "No part of the body came in time.")
            : new Problem(ProblemKind.SERVICE_TIMEOUT, whetherToRepeat());
    if (toService != null) {
      toService.reset();
    }
  }

  private Problem problem(Throwable failure) {
    if (gaveUp != null) {
      return gaveUp;
    }
    if (!fromClient.response().closed()) {
      LOG.warnf("%s cannot be reached: %s", route.destination(), failure.getClass().getName());
    }
    return Refusals.unavailable(ProblemKind.SERVICE_UNAVAILABLE, whetherToRepeat(), limits);
  }

  /// A submission has a number that its laboratory gave it; what else is posted is done twice.
  private String whetherToRepeat() {
    if (toService == null) {
      return "The request took no effect; repeating it is safe.";
    }
    return !fromClient.method().equals(HttpMethod.POST) || target.startsWith("/submissions")
        ? "Whether the request took effect is not known; repeating it is safe."
        : "Whether the request took effect is not known: look before you repeat it.";
  }

  private ProxyResponse refusal(ProxyRequest request, Problem problem) {
    boolean fhir = PlainPath.speaksFhir(target);
    Refusals.prepare(fromClient.response(), problem, fhir);
    if (!fromClient.isEnded()) {
      fromClient.response().putHeader("Connection", "close");
    }
    ProxyResponse response = request.release().response();
    response.setStatusCode(problem.kind().status());
    String text = fhir ? problem.operationOutcomeJson(requestId) : problem.problemJson(requestId);
    return response.setBody(Body.body(Buffer.buffer(text)));
  }
}
