package org.genomerecord.localstack.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.genomerecord.localstack.Stack;
import org.genomerecord.localstack.server.PlainHttp;

/// Makes accounts for patients at the stack's Keycloak, with the password of the sample users.
final class PatientAccounts {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = PlainHttp.client();

  private final Stack stack;

  PatientAccounts(Stack stack) {
    this.stack = stack;
  }

  /// @return the `sub` of the new account
  String create(String name) {
    var token = adminToken();
    var admin = stack.url("keycloak") + "/admin/realms/genome-record";
    var created =
        post(
            admin + "/users",
            token,
            Map.of(
                "username",
                name,
                "enabled",
                true,
                "emailVerified",
                true,
                "firstName",
                "Synthia",
                "lastName",
                "Testcase",
                "email",
                name + "@example.org",
                "credentials",
                List.of(
                    Map.of(
                        "type", "password", "value", stack.userPassword(), "temporary", false))));
    var location = created.headers().firstValue("Location").orElseThrow();
    var role =
        read(send(HttpRequest.newBuilder(URI.create(admin + "/roles/patient")).GET(), token));
    post(location + "/role-mappings/realm", token, List.of(role));
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private String adminToken() {
    var form =
        "grant_type=password&client_id=admin-cli&username=admin&password="
            + URLEncoder.encode(stack.secret("admin"), StandardCharsets.UTF_8);
    return read(send(
            HttpRequest.newBuilder(
                    URI.create(
                        stack.url("keycloak") + "/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)),
            ""))
        .path("access_token")
        .asText();
  }

  private static HttpResponse<String> post(String address, String token, Object body) {
    try {
      return send(
          HttpRequest.newBuilder(URI.create(address))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))),
          token);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpResponse<String> send(HttpRequest.Builder request, String token) {
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IllegalStateException("Keycloak answered " + response.statusCode());
      }
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode read(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
