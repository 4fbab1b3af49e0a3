package org.genomerecord.localstack.story;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/// Takes the services' traces as a collector would (OTLP over HTTP).
final class TraceReceiver implements AutoCloseable {
  private final HttpServer server;
  private final List<Received> spans = new CopyOnWriteArrayList<>();

  private TraceReceiver(HttpServer server) {
    this.server = server;
  }

  /// A span as it came.
  ///
  /// @param attributes values as text
  record Received(
      String service, String traceId, String name, Map<String, String> attributes, String whole) {
    Received {
      attributes = Map.copyOf(attributes);
    }
  }

  static TraceReceiver open() {
    try {
      var receiver =
          new TraceReceiver(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      receiver.server.createContext("/v1/traces", receiver::take);
      receiver.server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Everything so far.
  List<Received> spans() {
    return List.copyOf(spans);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      var request = ExportTraceServiceRequest.parseFrom(plain(exchange, body));
      for (var resource : request.getResourceSpansList()) {
        var service =
            resource.getResource().getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("service.name"))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElse("");
        resource.getScopeSpansList().stream()
            .flatMap(scope -> scope.getSpansList().stream())
            .map(span -> received(service, span))
            .forEach(spans::add);
      }
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private static InputStream plain(HttpExchange exchange, byte[] body) throws IOException {
    var bytes = new ByteArrayInputStream(body);
    return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
        ? new GZIPInputStream(bytes)
        : bytes;
  }

  private static Received received(String service, Span span) {
    return new Received(
        service,
        HexFormat.of().formatHex(span.getTraceId().toByteArray()),
        span.getName(),
        span.getAttributesList().stream()
            .collect(
                Collectors.toMap(
                    attribute -> attribute.getKey(),
                    attribute -> attribute.getValue().toString(),
                    (first, _) -> first)),
        // The ids are bytes, which spell anything.
        span.toBuilder()
            .clearTraceId()
            .clearSpanId()
            .clearParentSpanId()
            .clearLinks()
            .build()
            .toString());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
