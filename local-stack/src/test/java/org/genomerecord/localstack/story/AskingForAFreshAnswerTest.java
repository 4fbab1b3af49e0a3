package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AskingForAFreshAnswerTest {
  private static final String NOT_FRESH_YET = "not-fresh-yet";

  /// Codes of the refusals before a 200.
  private final Deque<String> refusals = new ArrayDeque<>();

  private HttpServer gateway;

  @BeforeEach
  void open() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext(
        "/",
        exchange -> {
          var code = refusals.poll();
          var body =
              (code == null ? "{}" : "{\"code\":\"" + code + "\"}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(code == null ? 200 : 503, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    gateway.start();
  }

  @AfterEach
  void close() {
    gateway.stop(0);
  }

  private Door.Answer asked() {
    return new Door(URI.create("http://127.0.0.1:" + gateway.getAddress().getPort()))
        .getFresh("/", null, Map.of());
  }

  @Test
  void aReadModelThatIsBehindIsAskedAgain() {
    refusals.addAll(List.of(NOT_FRESH_YET, NOT_FRESH_YET));

    assertThat(asked().status()).isEqualTo(200);
  }

  @Test
  void anyOtherRefusalIsTheAnswer() {
    refusals.addAll(List.of(NOT_FRESH_YET, "event-parked"));

    assertThat(asked().code()).isEqualTo("event-parked");
  }
}
