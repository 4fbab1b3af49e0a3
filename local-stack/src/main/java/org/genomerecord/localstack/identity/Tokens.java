package org.genomerecord.localstack.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.genomerecord.localstack.Stack;
import org.genomerecord.localstack.StackFault;
import org.genomerecord.localstack.server.PlainHttp;

/// Access tokens from the stack's Keycloak, a new one at each call.
public final class Tokens {
  private static final ObjectMapper JSON = new ObjectMapper();
  // SMART Backend Services: an assertion lives five minutes at most.
  private static final Duration ASSERTION_LIFE = Duration.ofMinutes(2);
  private final Stack stack;
  private final HttpClient http = PlainHttp.client();

  public Tokens(Stack stack) {
    this.stack = stack;
  }

  /// A sample user's token, good for five minutes.
  ///
  /// @param name as in [SampleUser#name()]
  public String user(String name) {
    return password("genome-cli", name);
  }

  /// A user's token of a client that takes passwords.
  String password(String client, String name) {
    return ask(
        Map.of(
            "grant_type",
            "password",
            "client_id",
            client,
            "username",
            name,
            "password",
            stack.userPassword()));
  }

  /// A laboratory's token, by a signed assertion (`private_key_jwt`).
  ///
  /// @param name `lab-north` or `lab-south`
  public String lab(String name) {
    return lab(name, stack.labKey(name));
  }

  /// As above, signed with the key in another file: what a stranger might try.
  public String lab(String name, Path key) {
    return ask(
        Map.of(
            "grant_type",
            "client_credentials",
            "client_assertion_type",
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion",
            assertion(name, LabKey.at(key), stack.tokenEndpoint(), Instant.now())));
  }

  /// The token of a service of the suite (`ingestion-service`, `interpretation-service`), by its
  /// secret.
  public String service(String name) {
    return ask(
        Map.of(
            "grant_type",
            "client_credentials",
            "client_id",
            name,
            "client_secret",
            stack.secret(name)));
  }

  static String assertion(String client, LabKey key, URI audience, Instant now) {
    return key.sign(
        "{\"iss\":\"%1$s\",\"sub\":\"%1$s\",\"aud\":\"%2$s\",\"jti\":\"%3$s\",\"iat\":%4$d,\"exp\":%5$d}"
            .formatted(
                client,
                audience,
                UUID.randomUUID(),
                now.getEpochSecond(),
                now.plus(ASSERTION_LIFE).getEpochSecond()));
  }

  private String ask(Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(stack.tokenEndpoint())
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      var response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new StackFault(
            "Keycloak gave no token: " + response.statusCode() + " " + response.body(),
            "See " + stack.log("keycloak"));
      }
      return JSON.readTree(response.body()).path("access_token").textValue();
    } catch (IOException e) {
      throw new StackFault(
          "Keycloak does not answer at " + stack.tokenEndpoint(),
          "See what runs with ./genome status, and start the rest with ./genome up",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackFault("Interrupted while asking for a token", "Run the command again.", e);
    }
  }
}
