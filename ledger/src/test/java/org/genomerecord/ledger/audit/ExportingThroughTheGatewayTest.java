package org.genomerecord.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.genomerecord.ledger.tampering.TamperedExport;
import org.genomerecord.ledger.tree.Hash;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a gateway that serves an export.
class ExportingThroughTheGatewayTest {
  private static final List<Integer> EARLIER = List.of(1, 100, 256);

  @TempDir Path served;
  @TempDir Path fetched;

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger tokens = new AtomicInteger();
  private HttpServer gateway;
  private TamperedExport export;
  private final AtomicInteger uncosigned = new AtomicInteger();
  private volatile String accepted = "Bearer token-1";

  @BeforeEach
  void aGateway() throws IOException {
    export = Exports.honest(served);
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext("/ledger/", this::answer);
    gateway.start();
  }

  @AfterEach
  void stopped() {
    gateway.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath().substring("/ledger/".length());
    asked.add(path);
    if (!accepted.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      send(exchange, 401, new byte[0]);
      return;
    }
    var log = AuditedLog.named(path.substring(0, path.indexOf('/')) + ".events").orElseThrow();
    var rest = path.substring(path.indexOf('/') + 1);
    if (rest.equals("keys")) {
      send(exchange, 200, Exports.KEYS.policyText(true).getBytes(StandardCharsets.UTF_8));
      return;
    }
    if (rest.equals("checkpoint") && uncosigned.getAndDecrement() > 0) {
      var note = export.signed(log, Exports.LOGS.entries(log)).format();
      send(exchange, 200, note.getBytes(StandardCharsets.UTF_8));
      return;
    }
    if (rest.equals("checkpoints")) {
      long after = Long.parseLong(exchange.getRequestURI().getQuery().substring("after=".length()));
      send(exchange, 200, page(log, after));
      return;
    }
    var file = served.resolve(log.folderName()).resolve(rest);
    if (Files.exists(file)) {
      send(exchange, 200, Files.readAllBytes(file));
    } else {
      send(exchange, 404, new byte[0]);
    }
  }

  /// One checkpoint in a page.
  private byte[] page(AuditedLog log, long after) throws IOException {
    var notes = new ArrayList<String>();
    for (int size : EARLIER) {
      if (size > after && size <= Exports.LOGS.entries(log).size() && notes.isEmpty()) {
        notes.add(export.earlier(log, size).format());
      }
    }
    long newest = Exports.LOGS.entries(log).size();
    if (notes.isEmpty() && newest >= after) {
      // Signed while the export is under way.
      notes.add(Exports.KEYS.sign(log, newest + 1, Hash.EMPTY_ROOT, 1).format());
    }
    return new ObjectMapper()
        .writeValueAsBytes(Map.of("checkpoints", notes, "more", !notes.isEmpty()));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private LedgerExport export() {
    return new LedgerExport(
        URI.create("http://127.0.0.1:" + gateway.getAddress().getPort()),
        () -> "token-" + tokens.incrementAndGet(),
        fetched,
        Duration.ZERO);
  }

  @Test
  void whatIsFetchedIsProven() {
    export().run((_, _) -> {});

    var result = Exports.verify(fetched);
    assertThat(result.discrepancies()).isEmpty();
    assertThat(result.logs().getFirst().earlier()).isEqualTo(EARLIER.size());
    assertThat(asked.getFirst()).isEqualTo("interpretation/checkpoint");
    assertThat(asked.getLast()).startsWith("consent/");
  }

  @Test
  void whatIsThereIsNotFetchedAgain() throws IOException {
    export().run((_, _) -> {});
    var before = Files.readAllBytes(fetched.resolve("consent.events/checkpoint"));
    asked.clear();
    tokens.set(0);
    export.writeCheckpoint(
        AuditedLog.CONSENT,
        Exports.KEYS.cosign(
            export.signed(AuditedLog.CONSENT, Exports.LOGS.entries(AuditedLog.CONSENT)),
            Exports.LOGS.endSeconds() + 60));

    export().run((_, _) -> {});

    assertThat(asked).noneMatch(path -> path.contains("tile/"));
    assertThat(Files.readAllBytes(fetched.resolve("consent.events/checkpoint")))
        .isNotEqualTo(before);
    var size = Exports.LOGS.entries(AuditedLog.CONSENT).size();
    assertThat(fetched.resolve("consent.events/checkpoints/" + size)).hasBinaryContent(before);
    assertThat(Exports.verify(fetched).discrepancies()).isEmpty();
  }

  @Test
  void aCheckpointThatIsNotCosignedYetIsWaitedFor() {
    uncosigned.set(3);

    export().run((_, _) -> {});

    assertThat(Exports.verify(fetched).isProven()).isTrue();
  }

  @Test
  void aCheckpointThatIsNeverCosignedIsFetchedAsItIs() {
    uncosigned.set(Integer.MAX_VALUE);

    export().run((_, _) -> {});

    assertThat(Exports.verify(fetched).counts()).containsOnlyKeys(Check.WITNESS);
  }

  @Test
  void anExpiredTokenIsReplacedOnce() {
    accepted = "Bearer token-2";

    export().run((_, _) -> {});

    assertThat(tokens).hasValue(2);
    assertThat(Exports.verify(fetched).isProven()).isTrue();
  }

  @Test
  void aRefusalIsSaid() {
    accepted = "Bearer nobody's";

    assertThatThrownBy(() -> export().run((_, _) -> {}))
        .hasMessageContaining("/ledger/interpretation/checkpoint answered 401");
  }

  @Test
  void anInterruptedExportDoesNotLookComplete() throws IOException {
    var lost = served.resolve("ingestion.events/tile/entries/000.p/120");
    var bytes = Files.readAllBytes(lost);
    Files.delete(lost);

    assertThatThrownBy(() -> export().run((_, _) -> {})).hasMessageContaining("answered 404");

    assertThat(Exports.verify(fetched).isProven()).isFalse();
    Files.write(lost, bytes);
    tokens.set(0);
    export().run((_, _) -> {});
    assertThat(Exports.verify(fetched).isProven()).isTrue();
  }
}
