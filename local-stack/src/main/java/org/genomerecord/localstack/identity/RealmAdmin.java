package org.genomerecord.localstack.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.genomerecord.localstack.Stack;
import org.genomerecord.localstack.StackFault;
import org.genomerecord.localstack.server.PlainHttp;
import org.jspecify.annotations.Nullable;

/// The admin API of the stack's Keycloak, for the realm of the suite.
final class RealmAdmin {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /// Half of what Keycloak's own tokens live.
  private static final Duration TOKEN_LIFE = Duration.ofSeconds(30);

  private final Stack stack;
  private final HttpClient http = PlainHttp.client();
  private String token = "";
  private long tokenSince;

  RealmAdmin(Stack stack) {
    this.stack = stack;
  }

  /// @param path below the realm, such as `/users`
  /// @throws StackFault if the answer is no success
  JsonNode ask(String method, String path, @Nullable JsonNode body) {
    var at = URI.create(stack.url("keycloak") + "/admin/realms/genome-record" + path);
    var request =
        HttpRequest.newBuilder(at)
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + adminToken())
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
    return sent(request.build());
  }

  private String adminToken() {
    if (token.isEmpty() || System.nanoTime() - tokenSince > TOKEN_LIFE.toNanos()) {
      tokenSince = System.nanoTime();
      token = newAdminToken();
    }
    return token;
  }

  private String newAdminToken() {
    var form =
        "grant_type=password&client_id=admin-cli&username=admin&password="
            + encoded(stack.secret("admin"));
    var at = URI.create(stack.url("keycloak") + "/realms/master/protocol/openid-connect/token");
    return sent(HttpRequest.newBuilder(at)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build())
        .path("access_token")
        .asText();
  }

  private JsonNode sent(HttpRequest request) {
    try {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new StackFault(
            "Keycloak answered " + answer.statusCode() + " to " + request.method(),
            "See " + stack.log("keycloak"));
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new StackFault("Keycloak does not answer", "See what runs with ./genome status", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFault("Interrupted", "Run the command again.", e);
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
