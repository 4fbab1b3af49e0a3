package org.genomerecord.gateway.problem;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import org.genomerecord.gateway.limit.Limits;
import org.genomerecord.gateway.trace.RequestId;

/// Writes problems as answers, and deals with what is still unread of the request.
public final class Refusals {
  private Refusals() {}

  /// Sends a problem as the whole answer.
  public static void send(
      Vertx vertx,
      HttpServerRequest request,
      RequestId requestId,
      Problem problem,
      boolean fhir,
      Limits limits) {
    HttpServerResponse response = request.response();
    if (response.headWritten() || response.closed()) {
      // Too late for an answer; a broken one must not look complete.
      request.connection().close();
      return;
    }
    prepare(response, problem, fhir);
    response.setStatusCode(problem.kind().status());
    if (!request.isEnded()) {
      response.putHeader("Connection", "close");
    }
    response
        .end(fhir ? problem.operationOutcomeJson(requestId) : problem.problemJson(requestId))
        .onComplete(sent -> discardUnread(vertx, request, limits));
  }

  /// Sets the headers of a problem.
  public static void prepare(HttpServerResponse response, Problem problem, boolean fhir) {
    problem.headers().forEach(response::putHeader);
    response.putHeader("Content-Type", fhir ? Problem.FHIR_JSON : Problem.PROBLEM_JSON);
  }

  /// A body over its bound.
  public static Problem tooLarge(long bytesMax) {
    return new Problem(
        ProblemKind.BODY_TOO_LARGE, "At most " + bytesMax + " bytes are taken here.");
  }

  /// Something behind the door is missing for the moment.
  public static Problem unavailable(ProblemKind kind, String detail, Limits limits) {
    return new Problem(
        kind, detail, Map.of("Retry-After", Integer.toString(limits.retryAfterSeconds())));
  }

  /// After an answer: lets a client that is still sending read the answer first, then closes.
  public static void discardUnread(Vertx vertx, HttpServerRequest request, Limits limits) {
    if (request.isEnded() || request.response().closed()) {
      return;
    }
    request.handler(null);
    request.exceptionHandler(gone -> {});
    request.resume();
    long timer =
        vertx.setTimer(limits.unreadBodyLingerMillis(), late -> request.connection().close());
    boolean saidClose = request.response().headers().contains("Connection", "close", true);
    request.endHandler(ended -> {
      vertx.cancelTimer(timer);
      if (saidClose) {
        request.connection().close();
      }
    });
  }
}
