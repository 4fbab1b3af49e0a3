package org.genomerecord.record.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.genomerecord.record.relay.Awaiting;
import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// With the failures that the PostgreSQL client has, of servers that are not there or leave.
class AnsweringWithoutADatabaseTest {
  /// AuthenticationOk, ParameterStatus (`client_encoding`, `UTF8`) and ReadyForQuery of
  /// PostgreSQL's protocol, version 3.
  private static final byte[] COME_IN =
      HexFormat.of()
          .parseHex(
              "520000000800000000"
                  + "5300000019636c69656e745f656e636f64696e67005554463800"
                  + "5a0000000549");

  private static final Vertx VERTX = Vertx.vertx();

  @AfterAll
  static void stop() {
    // Not waited for: of a server that says nothing it waits long.
    var _ = VERTX.close();
  }

  /// A server that lets one connection in.
  interface Server {
    void serve(Socket connection) throws IOException;
  }

  private static ServerSocket listening() throws IOException {
    return new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
  }

  private static <T> RestResponse<Problem> answered(int port, Function<Pool, Future<T>> asking) {
    var pool =
        PgBuilder.pool()
            .with(
                new PoolOptions()
                    .setMaxSize(1)
                    .setConnectionTimeout(200)
                    .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS))
            .connectingTo(
                new PgConnectOptions()
                    .setHost("127.0.0.1")
                    .setPort(port)
                    .setDatabase("record")
                    .setUser("record")
                    .setPassword("record"))
            .using(VERTX)
            .build();
    try {
      var failure = catchThrowable(() -> Awaiting.result(asking.apply(pool)));
      assertThat(failure).as("without a database it fails").isNotNull();
      return ProblemAnswers.failed(failure, "GET /audit");
    } finally {
      var _ = pool.close();
    }
  }

  private static <T> RestResponse<Problem> answered(Server server, Function<Pool, Future<T>> asking)
      throws IOException {
    try (var listening = listening()) {
      var _ =
          Thread.ofVirtual()
              .start(() -> {
                try (var connection = listening.accept()) {
                  server.serve(connection);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      return answered(listening.getLocalPort(), asking);
    }
  }

  private static void assertUnavailable(RestResponse<Problem> answer) {
    assertThat(answer.getStatus()).isEqualTo(503);
    assertThat(answer.getHeaderString("Retry-After")).isEqualTo("2");
    assertThat(answer.getEntity().code()).isEqualTo("does-not-answer");
  }

  @Test
  void aServerThatIsNotThereIsUnavailable() throws IOException {
    int port;
    try (var gone = listening()) {
      port = gone.getLocalPort();
    }

    assertUnavailable(answered(port, pool -> pool.query("SELECT 1").execute()));
  }

  @Test
  void aServerThatClosesTheConnectionAtOnceIsUnavailable() throws IOException {
    assertUnavailable(answered(Socket::close, pool -> pool.query("SELECT 1").execute()));
  }

  @Test
  void aServerThatClosesTheConnectionDuringAQueryIsUnavailable() throws IOException {
    assertUnavailable(
        answered(
            connection -> {
              var in = connection.getInputStream();
              int _ = in.read();
              connection.getOutputStream().write(COME_IN);
              // What is left of the startup, and the query.
              while (in.read() != 'Q') {}
            },
            pool -> pool.query("SELECT 1").execute()));
  }

  @Test
  void aPoolWithoutAFreeConnectionIsUnavailable() throws IOException {
    Server silent =
        connection -> {
          var _ = connection.getInputStream().readAllBytes();
        };

    assertUnavailable(answered(silent, pool -> pool.query("SELECT 1").execute()));
    assertUnavailable(answered(silent, Pool::getConnection));
  }

  @Test
  void aServerThatStopsOrIsFullIsUnavailable() {
    assertUnavailable(
        ProblemAnswers.failed(
            new PgException("shutting down", "FATAL", "57P01", ""), "GET /audit"));
    assertUnavailable(
        ProblemAnswers.failed(
            new PgException("too many clients", "FATAL", "53300", ""), "GET /audit"));
    assertUnavailable(
        ProblemAnswers.failed(new CompletionException(new TimeoutException()), "GET /audit"));
  }

  @Test
  void anythingElseStaysAFault() {
    var answer =
        ProblemAnswers.failed(
            new PgException("no such column", "ERROR", "42703", ""), "GET /audit");

    assertThat(answer.getStatus()).isEqualTo(500);
    assertThat(answer.getHeaderString("Retry-After")).isNull();
    assertThat(answer.getEntity().code()).isEqualTo("fault");
  }
}
