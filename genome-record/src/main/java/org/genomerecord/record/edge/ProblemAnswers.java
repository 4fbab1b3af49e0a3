package org.genomerecord.record.edge;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.util.concurrent.CompletionException;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.refusal.RetryLater;
import org.genomerecord.record.relay.Failures;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers every failure as a problem, and records it where a known caller was refused.
public class ProblemAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);
  private static final String RETRY_AFTER_SECONDS = "2";

  private final Caller caller;
  private final AccessRefusals refusals;

  ProblemAnswers(Caller caller, AccessRefusals refusals) {
    this.caller = caller;
    this.refusals = refusals;
  }

  @ServerExceptionMapper
  public Uni<RestResponse<Problem>> refused(Refusal refusal, ResourceInfo resource, UriInfo uri) {
    var answer =
        refusal instanceof RetryLater later
            ? answer(Problem.of(refusal), Long.toString(later.seconds()))
            : answer(Problem.of(refusal));
    return refusal instanceof RefusedAtTheDoor atTheDoor
        ? recorded(Operations.of(resource), refusal.code(), atTheDoor.patient(), answer)
        : Uni.createFrom().item(answer);
  }

  @ServerExceptionMapper
  public Uni<RestResponse<Problem>> wrongRole(
      ForbiddenException refusal, ResourceInfo resource, UriInfo uri) {
    var answer =
        answer(Problem.of(Category.FORBIDDEN, "wrong-role", "your role may not do this", null));
    return recorded(Operations.of(resource), "wrong-role", patientOf(uri), answer);
  }

  @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
  public RestResponse<Problem> unknownCaller() {
    return RestResponse.ResponseBuilder.create(
            RestResponse.Status.UNAUTHORIZED,
            new Problem(
                "urn:genome-record:problem:no-valid-token",
                "Who are you?",
                401,
                "a valid access token is needed",
                "no-valid-token",
                null,
                null))
        .header("WWW-Authenticate", "Bearer")
        .type(Problem.MEDIA_TYPE)
        .build();
  }

  /// Both are named, as Quarkus has an answer of its own for the second.
  @ServerExceptionMapper({JacksonException.class, MismatchedInputException.class})
  public RestResponse<Problem> unreadable(JacksonException failure) {
    return answer(Problem.of(UnreadableJson.of(failure)));
  }

  @ServerExceptionMapper
  public RestResponse<Problem> web(WebApplicationException failure) {
    // Unreadable JSON arrives wrapped.
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof JacksonException json) {
        return unreadable(json);
      }
    }
    int status = failure.getResponse().getStatus();
    return RestResponse.ResponseBuilder.<Problem>create(status)
        .entity(
            new Problem(
                "about:blank",
                failure.getResponse().getStatusInfo().getReasonPhrase(),
                status,
                "see the OpenAPI document for what this service answers",
                "http-" + status,
                null,
                null))
        .type(Problem.MEDIA_TYPE)
        .build();
  }

  @ServerExceptionMapper
  public Uni<RestResponse<Problem>> fault(Throwable failure, ResourceInfo resource, UriInfo uri) {
    if (failure instanceof CompletionException && failure.getCause() instanceof Refusal refusal) {
      return refused(refusal, resource, uri);
    }
    return Uni.createFrom().item(failed(failure, Operations.of(resource)));
  }

  static RestResponse<Problem> failed(Throwable failure, String operation) {
    if (Failures.isUnanswered(failure)) {
      // Without its trace: there is one of each request while the database is away.
      LOG.error("what {} needs does not answer: {}", operation, Failures.code(failure));
      return answer(
          Problem.of(
              Category.UNAVAILABLE,
              "does-not-answer",
              "something that this needs does not answer now; whether the request took effect is not known",
              null));
    }
    LOG.error("fault in {}", operation, failure);
    return answer(
        Problem.of(
            Category.FAULT,
            "fault",
            "something is wrong on our side; it was logged under this request's id",
            null));
  }

  private Uni<RestResponse<Problem>> recorded(
      String operation, String reason, @Nullable Pseudonym patient, RestResponse<Problem> answer) {
    if (!caller.isKnown()) {
      return Uni.createFrom().item(answer);
    }
    return refusals
        .record(caller.attribution(), patient, operation, reason)
        .replaceWith(answer)
        .onFailure()
        .recoverWithItem(failure -> {
          LOG.error("a refusal could not be recorded", failure);
          return answer(
              Problem.of(Category.UNAVAILABLE, "not-recorded", "the log does not answer", null));
        });
  }

  private static @Nullable Pseudonym patientOf(UriInfo uri) {
    var named = uri.getPathParameters().getFirst("patient");
    var asked = named == null ? uri.getQueryParameters().getFirst("patient") : named;
    // A search of FHIR may write it as a reference.
    return asked == null ? null : Pseudonym.named(asked.replaceFirst("^Patient/", "")).orElse(null);
  }

  private static RestResponse<Problem> answer(Problem problem) {
    return answer(problem, RETRY_AFTER_SECONDS);
  }

  private static RestResponse<Problem> answer(Problem problem, String retryAfterSeconds) {
    var answer =
        RestResponse.ResponseBuilder.<Problem>create(problem.status())
            .entity(problem)
            .type(Problem.MEDIA_TYPE);
    if (problem.status() == Category.UNAVAILABLE.status()
        || problem.status() == Category.BUSY.status()) {
      answer.header("Retry-After", retryAfterSeconds);
    }
    return answer.build();
  }
}
