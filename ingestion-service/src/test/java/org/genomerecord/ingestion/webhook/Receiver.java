package org.genomerecord.ingestion.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/// A laboratory's receiver: a server on this machine that answers as it is told.
final class Receiver implements AutoCloseable {
  private static final long SECONDS_MAX = 20;

  private final HttpServer server;
  private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile IntSupplier status = () -> 204;

  /// One request, as it came.
  record Told(String path, Map<String, String> headers, String body) {
    Told {
      headers = Map.copyOf(headers);
    }
  }

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/results";
  }

  /// What it answers from here on; a negative number: nothing at all.
  void answers(IntSupplier next) {
    status = next;
  }

  private void take(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    told.add(
        new Told(
            exchange.getRequestURI().getPath(),
            Map.of(
                "webhook-id", headers.getFirst("webhook-id"),
                "webhook-timestamp", headers.getFirst("webhook-timestamp"),
                "webhook-signature", headers.getFirst("webhook-signature")),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    int answer = status.getAsInt();
    try {
      if (answer < 0) {
        closed.await();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (answer >= 300 && answer < 400) {
      exchange.getResponseHeaders().set("Location", "/elsewhere");
    }
    if (answer >= 0) {
      exchange.sendResponseHeaders(answer, -1);
    }
    exchange.close();
  }

  /// The next request that came.
  Told next() throws InterruptedException {
    var next = told.poll(SECONDS_MAX, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing was told");
    }
    return next;
  }

  int waiting() {
    return told.size();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
