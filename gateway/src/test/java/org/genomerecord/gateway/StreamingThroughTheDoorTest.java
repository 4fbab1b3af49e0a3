package org.genomerecord.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.genomerecord.gateway.peer.Peers;
import org.genomerecord.gateway.peer.Wire;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Peers.class)
class StreamingThroughTheDoorTest {
  private static final int LARGE = 64 * 1024 * 1024;
  private static final int STALL_MILLIS = 700;

  @BeforeEach
  void reset() {
    Peers.reset();
  }

  @Test
  void aSlowServiceSlowsTheClientDownAndNothingIsLost() throws Exception {
    CompletableFuture<HttpServerRequest> arrived = new CompletableFuture<>();
    AtomicLong bytes = new AtomicLong();
    Peers.service("ingestion")
        .answers(request -> {
          request.pause();
          request.handler(chunk -> bytes.addAndGet(chunk.length()));
          request.endHandler(end -> request.response().setStatusCode(202).end());
          arrived.complete(request);
        });
    try (SocketChannel client =
            SocketChannel.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), RestAssured.port));
        Selector writable = Selector.open()) {
      client.write(ByteBuffer.wrap(head("Content-Length: " + LARGE).getBytes(ISO_8859_1)));
      client.configureBlocking(false);
      client.register(writable, SelectionKey.OP_WRITE);

      long taken = writeUntilItStalls(client, writable, LARGE);

      // Socket buffers on the way and no more; a gateway that buffers takes all of it.
      assertThat(taken).isLessThan(LARGE / 2);

      HttpServerRequest atService = arrived.get(5, TimeUnit.SECONDS);
      atService.resume();
      for (long sent = taken; sent < LARGE; ) {
        sent += writeUntilItStalls(client, writable, LARGE - sent);
      }
      writable.keys().forEach(SelectionKey::cancel);
      writable.selectNow();
      client.configureBlocking(true);
      ByteBuffer answer = ByteBuffer.allocate(512);
      client.read(answer);
      assertThat(new String(answer.array(), 0, answer.position(), ISO_8859_1))
          .startsWith("HTTP/1.1 202 ");
      assertThat(bytes.get()).isEqualTo(LARGE);
    }
  }

  @Test
  void aLargeAnswerArrivesWhole() throws Exception {
    Buffer part = Buffer.buffer(new byte[1024 * 1024]);
    Peers.service("interpretation")
        .answers(request -> {
          request.response().setChunked(true);
          for (int i = 0; i < 64; i++) {
            request.response().write(part);
          }
          request.response().end();
        });
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + RestAssured.port + "/fhir/metadata"))
                  .build(),
              BodyHandlers.ofInputStream());
      long bytes = 0;
      byte[] buffer = new byte[64 * 1024];
      for (int read; (read = answer.body().read(buffer)) >= 0; ) {
        bytes += read;
      }
      assertThat(bytes).isEqualTo(LARGE);
    }
  }

  @Test
  void anUploadThatTheClientBreaksOffNeverLooksComplete() throws Exception {
    CompletableFuture<String> outcome = new CompletableFuture<>();
    CompletableFuture<Void> arrived = new CompletableFuture<>();
    Peers.service("ingestion")
        .answers(request -> {
          request.handler(chunk -> arrived.complete(null));
          request.endHandler(end -> outcome.complete("complete"));
          request.exceptionHandler(gone -> outcome.complete("broken off"));
        });
    try (Socket client = Wire.connect(RestAssured.port)) {
      OutputStream out = client.getOutputStream();
      out.write((head("Transfer-Encoding: chunked") + "5\r\n##VCF\r\n").getBytes(ISO_8859_1));
      out.flush();
      arrived.get(5, TimeUnit.SECONDS);
    }

    assertThat(outcome.get(5, TimeUnit.SECONDS)).isEqualTo("broken off");
  }

  @Test
  void aClientThatLeavesFreesTheService() throws Exception {
    CompletableFuture<Void> arrived = new CompletableFuture<>();
    CompletableFuture<Void> freed = new CompletableFuture<>();
    Peers.service("consent")
        .answers(request -> {
          request.connection().closeHandler(closed -> freed.complete(null));
          arrived.complete(null);
        });
    try (Socket client = Wire.connect(RestAssured.port)) {
      client
          .getOutputStream()
          .write(Wire.request("GET", "/patients/me", Peers.realm().token()).getBytes(ISO_8859_1));
      arrived.get(5, TimeUnit.SECONDS);
    }

    freed.get(2, TimeUnit.SECONDS);
  }

  @Test
  void anAnswerThatBreaksInTheMiddleIsBrokenForTheClientToo() {
    Peers.service("consent")
        .answers(request ->
            request
                .response()
                .putHeader("Content-Length", "1000")
                .write("the first half")
                .onComplete(written -> request.connection().close()));

    assertThatThrownBy(this::readOwnPseudonym).isInstanceOf(IOException.class);
  }

  @Test
  void aChunkedAnswerThatBreaksInTheMiddleIsBrokenForTheClientToo() {
    Peers.service("consent")
        .answers(request ->
            request
                .response()
                .setChunked(true)
                .write("the first half")
                .onComplete(written -> request.connection().close()));

    assertThatThrownBy(this::readOwnPseudonym).isInstanceOf(IOException.class);
  }

  private void readOwnPseudonym() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      client.send(
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + RestAssured.port + "/patients/me"))
              .header("Authorization", "Bearer " + Peers.realm().token())
              .build(),
          BodyHandlers.ofString());
    }
  }

  private static long writeUntilItStalls(SocketChannel client, Selector writable, long bytesMax)
      throws IOException {
    ByteBuffer zeros = ByteBuffer.allocate(256 * 1024);
    long written = 0;
    while (written < bytesMax && writable.select(STALL_MILLIS) > 0) {
      writable.selectedKeys().clear();
      zeros.clear().limit((int) Math.min(zeros.capacity(), bytesMax - written));
      written += client.write(zeros);
    }
    return written;
  }

  private static String head(String framing) {
    return "POST /submissions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + Peers.realm().token()
        + "\r\n"
        + framing
        + "\r\n\r\n";
  }
}
