package org.genomerecord.interpretation.reinterpretation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.genomerecord.record.permit.BulkDecisionRequest;
import org.genomerecord.record.permit.DecisionAnswer;
import org.genomerecord.record.permit.DecisionRequest;
import org.genomerecord.record.permit.DecisionsApi;
import org.genomerecord.record.sourcing.EventJson;

/// A consent-service that is asked without the service around us, with a token that is given.
public final class DecisionsOverHttp implements DecisionsApi {
  /// An upgrade to HTTP/2 in the clear would be asked for with each first request.
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI service;
  private final String token;

  public DecisionsOverHttp(URI service, String token) {
    this.service = service;
    this.token = token;
  }

  @Override
  public DecisionAnswer decide(String sealTo, DecisionRequest request) {
    return EventJson.read(post("/decisions", sealTo, request), DecisionAnswer.class);
  }

  @Override
  public List<DecisionAnswer> decideAll(String sealTo, BulkDecisionRequest request) {
    return List.of(
        EventJson.read(post("/decisions/bulk", sealTo, request), DecisionAnswer[].class));
  }

  private String post(String path, String sealTo, Object body) {
    return post(client, service.resolve(path), token, sealTo, EventJson.write(body));
  }

  static String post(HttpClient client, URI to, String token, String sealTo, String json) {
    try {
      var answer =
          client.send(
              HttpRequest.newBuilder(to)
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", "application/json")
                  .header(KEY_SEALED_TO, sealTo)
                  .POST(BodyPublishers.ofString(json))
                  .build(),
              BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException(
            "consent-service answered " + answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
