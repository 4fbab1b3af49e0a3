package org.genomerecord.consent.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A keeper of keys on this machine, which really encrypts and keeps its keys to itself. It stands
/// in for a real one, which these tests do not reach.
abstract class StandIn implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<AesGcmJce> versions = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();
  private Optional<Answer> failure = Optional.empty();

  record Answer(int status, Object body) {}

  StandIn() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    addVersion();
    server.createContext("/", this::handle);
    server.start();
  }

  abstract Answer answer(HttpExchange request, JsonNode body) throws GeneralSecurityException;

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var bytes = exchange.getRequestBody().readAllBytes();
      requests.add(exchange.getRequestURI() + " " + new String(bytes, StandardCharsets.UTF_8));
      var answer = failure.isPresent() ? failure.get() : answer(exchange, JSON.readTree(bytes));
      var body = JSON.writeValueAsBytes(answer.body());
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// What an administrator does: the next version encrypts from here on.
  final void addVersion() {
    try {
      versions.add(new AesGcmJce(Random.randBytes(32)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  int latest() {
    return versions.size();
  }

  AesGcmJce version(int number) {
    return versions.get(number - 1);
  }

  void fails(int status, Map<String, ?> body) {
    failure = Optional.of(new Answer(status, body));
  }

  void recovers() {
    failure = Optional.empty();
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
