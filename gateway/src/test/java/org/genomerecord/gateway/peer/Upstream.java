package org.genomerecord.gateway.peer;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A service behind the gateway: a real HTTP server that notes what reaches it and answers as the
/// test says; by default 200 with its own name.
public final class Upstream implements AutoCloseable {
  /// What reached the service.
  public record Seen(String method, String uri, List<Map.Entry<String, String>> headers) {
    /// All values of a header.
    public List<String> header(String name) {
      return headers.stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(Map.Entry::getValue)
          .toList();
    }
  }

  private final String name;
  private final HttpServer server;
  private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
  private volatile Handler<HttpServerRequest> answer;

  /// Starts on a free loopback port.
  public Upstream(Vertx vertx, String name) {
    this.name = name;
    this.answer = this::byName;
    this.server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
            .requestHandler(this::note)
            .listen()
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  private void note(HttpServerRequest request) {
    seen.add(
        new Seen(
            request.method().name(),
            request.uri(),
            request.headers().entries().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .toList()));
    answer.handle(request);
  }

  private void byName(HttpServerRequest request) {
    request.body().onSuccess(body -> request.response().end(name));
  }

  /// Answers so from now on.
  public void answers(Handler<HttpServerRequest> how) {
    answer = how;
  }

  /// Forgets everything.
  public void reset() {
    seen.clear();
    answer = this::byName;
  }

  /// The next request that reached the service, within 5 seconds.
  public Seen next() throws InterruptedException {
    return Objects.requireNonNull(seen.poll(5, TimeUnit.SECONDS), "nothing reached " + name);
  }

  /// Whether nothing has reached the service.
  public boolean untouched() {
    return seen.isEmpty();
  }

  /// Base URL.
  public String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }
}
