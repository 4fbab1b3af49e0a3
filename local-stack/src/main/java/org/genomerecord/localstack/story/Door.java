package org.genomerecord.localstack.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.genomerecord.localstack.StackFault;
import org.genomerecord.localstack.server.PlainHttp;
import org.jspecify.annotations.Nullable;

/// The gateway, as a caller outside sees it.
public final class Door {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(90);
  private static final Duration FRESH_MAX = Duration.ofSeconds(60);
  private static final Duration ASK_AGAIN = Duration.ofMillis(100);

  private final URI gateway;
  private final HttpClient http = PlainHttp.client();

  public Door(URI gateway) {
    this.gateway = gateway;
  }

  /// An answer of the gateway.
  ///
  /// @param json the body; missing if it is not JSON
  /// @param text the body as it came
  public record Answer(int status, JsonNode json, String text, Map<String, String> headers) {
    public Answer {
      headers = Map.copyOf(headers);
    }

    /// The code of a refusal: a problem's, or that of a FHIR OperationOutcome; empty if there is
    /// none.
    public String code() {
      return json.has("code")
          ? json.path("code").asText()
          : json.at("/issue/0/details/coding/0/code").asText();
    }

    private boolean isNotFreshYet() {
      return status == 503 && code().equals("not-fresh-yet");
    }

    /// A header of the answer, by its lower-case name.
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }

    /// The body stays out: it may hold a report.
    @Override
    public String toString() {
      return "Answer[" + status + "]";
    }
  }

  /// @param token access token, or null for none
  public Answer get(String path, @Nullable String token, Map<String, String> headers) {
    return send("GET", path, token, headers, HttpRequest.BodyPublishers.noBody());
  }

  /// As `get`, with `Fresh-As-Of`: as long as the answer is that the read model has not come so far
  /// and that one may try again, it is asked again, for a minute.
  public Answer getFresh(String path, @Nullable String token, Map<String, String> headers) {
    long begun = System.nanoTime();
    while (true) {
      var answer = get(path, token, headers);
      if (!answer.isNotFreshYet() || System.nanoTime() - begun > FRESH_MAX.toNanos()) {
        return answer;
      }
      LockSupport.parkNanos(ASK_AGAIN.toNanos());
    }
  }

  public Answer delete(String path, @Nullable String token) {
    return send("DELETE", path, token, Map.of(), HttpRequest.BodyPublishers.noBody());
  }

  /// @param json written as the body
  public Answer post(String path, @Nullable String token, Object json) {
    try {
      return send(
          "POST",
          path,
          token,
          Map.of("Content-Type", "application/json"),
          HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(json)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("this has no JSON", e);
    }
  }

  /// Any request.
  public Answer send(
      String method,
      String path,
      @Nullable String token,
      Map<String, String> headers,
      HttpRequest.BodyPublisher body) {
    var request =
        HttpRequest.newBuilder(URI.create(gateway + path)).timeout(TIMEOUT).method(method, body);
    headers.forEach(request::header);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return answer(http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new StackFault(
          "The gateway does not answer at " + gateway,
          "See what runs with ./genome status, and start the rest with ./genome up",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFault("Interrupted", "Run the command again.", e);
    }
  }

  private static Answer answer(HttpResponse<byte[]> response) throws IOException {
    boolean isJson =
        response
            .headers()
            .firstValue("Content-Type")
            .filter(type -> type.contains("json"))
            .isPresent();
    var headers = new HashMap<String, String>();
    response
        .headers()
        .map()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    return new Answer(
        response.statusCode(),
        isJson ? JSON.readTree(response.body()) : MissingNode.getInstance(),
        new String(response.body(), StandardCharsets.UTF_8),
        headers);
  }
}
