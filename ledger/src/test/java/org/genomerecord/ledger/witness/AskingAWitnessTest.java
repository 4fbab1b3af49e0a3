package org.genomerecord.ledger.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.genomerecord.ledger.checkpoint.LogSigner;
import org.genomerecord.ledger.checkpoint.Policy;
import org.genomerecord.ledger.checkpoint.SignedCheckpoint;
import org.genomerecord.ledger.note.KeyFolder;
import org.genomerecord.ledger.note.Keys;
import org.genomerecord.ledger.note.NoteSignature;
import org.genomerecord.ledger.note.SignatureType;
import org.genomerecord.ledger.note.VerifierKey;
import org.genomerecord.ledger.tile.TilesInMemory;
import org.genomerecord.ledger.tree.Hash;
import org.genomerecord.ledger.tree.NaiveTree;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real witness on a free port, started as its program starts it.
class AskingAWitnessTest {
  private static final String ORIGIN = "example.org/log";
  private static final String NAME = "example.org/witness";
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private final LogSigner log = new LogSigner(ORIGIN, Keys.signers(ORIGIN, KeyFolder.LOG));
  private final TilesInMemory tiles = new TilesInMemory();
  private WitnessServer server;

  AskingAWitnessTest() {
    tiles.append(NaiveTree.entries(100));
  }

  @BeforeEach
  void start() throws IOException {
    if (!Files.exists(logs())) {
      Files.writeString(logs(), "# logs\n" + ORIGIN + vkeys(log.verifiers()) + "\n");
    }
    server =
        Witness.start(
            Map.of(
                "GENOME_WITNESS_PORT",
                "0",
                "GENOME_WITNESS_NAME",
                NAME,
                "GENOME_WITNESS_FOLDER",
                folder.resolve("witness").toString(),
                "GENOME_WITNESS_LOGS",
                logs().toString()));
  }

  @AfterEach
  void stop() {
    server.close();
    http.close();
  }

  private Path logs() {
    return folder.resolve("logs");
  }

  private static String vkeys(List<VerifierKey> keys) {
    var line = new StringBuilder();
    keys.forEach(key -> line.append(' ').append(key));
    return line.toString();
  }

  private List<VerifierKey> witnessKeys() throws IOException {
    return Files.readAllLines(folder.resolve("witness/vkeys")).stream()
        .map(VerifierKey::parse)
        .toList();
  }

  private URI prefix() {
    return URI.create("http://127.0.0.1:" + server.address().getPort());
  }

  private WitnessClient client() throws IOException {
    return new WitnessClient(http, prefix(), witnessKeys(), TIMEOUT);
  }

  private SignedCheckpoint checkpoint(long size) {
    return log.next(log.first(1), size, tiles.tree(size).prover().root(), List.of(), 1);
  }

  private List<NoteSignature> cosigned(long size, long oldSize)
      throws IOException, WitnessAway, WitnessRefused, InterruptedException {
    var prover = tiles.tree(size).prover();
    return client().cosign(checkpoint(size), oldSize, prover::consistency);
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(prefix().resolve(path)).POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> add(long oldSize, List<Hash> proof, SignedCheckpoint checkpoint)
      throws IOException, InterruptedException {
    return post("/add-checkpoint", new AddCheckpoint(oldSize, proof, checkpoint).format());
  }

  @Test
  void itCosignsWithBothItsKeys() throws Exception {
    var checkpoint = checkpoint(70).with(cosigned(70, 0));
    var lines = new ArrayList<String>();
    lines.add("log " + log.verifiers().getFirst());
    lines.add("witness a " + witnessKeys().get(0));
    lines.add("witness b " + witnessKeys().get(1));
    lines.add("group both all a b");
    lines.add("quorum both\n");
    var verdict = Policy.parse(String.join("\n", lines)).judge(checkpoint);

    assertThat(witnessKeys())
        .extracting(VerifierKey::type)
        .containsExactly(SignatureType.COSIGNATURE_ED25519, SignatureType.ML_DSA_44);
    assertThat(verdict.accepted()).isTrue();
    assertThat(verdict.witnesses().values()).allMatch(seconds -> seconds > 1_700_000_000);
  }

  @Test
  void theClientContinuesFromTheSizeThatTheWitnessNames() throws Exception {
    assertThat(cosigned(40, 0)).hasSize(2);
    assertThat(cosigned(70, 0)).hasSize(2);
    assertThat(cosigned(99, 20)).hasSize(2);
    assertThat(cosigned(99, 99)).hasSize(2);
  }

  @Test
  void whatItCosignedItKnowsAfterARestart() throws Exception {
    cosigned(70, 0);
    var keys = witnessKeys();
    server.close();
    start();

    assertThat(witnessKeys()).isEqualTo(keys);
    var answer = add(0, List.of(), checkpoint(99));
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).isEqualTo("70\n");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/x.tlog.size");
    assertThat(cosigned(99, 70)).hasSize(2);
  }

  @Test
  void aDamagedMemoryIsNoFreshStart() throws Exception {
    cosigned(70, 0);
    try (var files = Files.list(folder.resolve("witness/state"))) {
      var kept = files.filter(file -> file.toString().endsWith(".checkpoint")).toList();
      assertThat(kept).hasSize(1);
      Files.writeString(kept.getFirst(), "");
    }

    assertThat(add(0, List.of(), checkpoint(99)).statusCode()).isEqualTo(503);
    assertThatThrownBy(() -> cosigned(99, 0)).isInstanceOf(WitnessAway.class);
  }

  @Test
  void aSecondHistoryIsRefusedWithItsReason() throws Exception {
    cosigned(70, 0);
    var other = new TilesInMemory();
    other.append(NaiveTree.entries(100).reversed());
    var forked = other.tree(99).prover();
    var signed = log.next(log.first(1), 99, forked.root(), List.of(), 1);
    var sameSize = log.next(log.first(1), 70, other.tree(70).prover().root(), List.of(), 1);

    assertThat(add(70, forked.consistency(70), signed).statusCode()).isEqualTo(422);
    assertThat(add(70, List.of(), sameSize).statusCode()).isEqualTo(409);
    assertThatThrownBy(() -> client().cosign(signed, 70, forked::consistency))
        .isInstanceOfSatisfying(
            WitnessRefused.class, refusal -> assertThat(refusal.status()).isEqualTo(422));
    assertThatThrownBy(() -> client().cosign(sameSize, 70, _ -> List.of()))
        .isInstanceOfSatisfying(
            WitnessRefused.class, refusal -> assertThat(refusal.size()).isEqualTo(70));
  }

  @Test
  void aLogThatLostItsTailIsToldTheLargerSize() throws Exception {
    cosigned(70, 0);

    assertThatThrownBy(() -> cosigned(60, 50))
        .isInstanceOfSatisfying(
            WitnessRefused.class,
            refusal -> {
              assertThat(refusal.status()).isEqualTo(409);
              assertThat(refusal.size()).isEqualTo(70);
            });
  }

  @Test
  void aLogIsTrustedWhileItIsInTheFile() throws Exception {
    var lines = Files.readString(logs());
    Files.delete(logs());
    assertThat(add(0, List.of(), checkpoint(70)).statusCode()).isEqualTo(404);
    Files.writeString(logs(), lines);
    assertThat(add(0, List.of(), checkpoint(70)).statusCode()).isEqualTo(200);
    Files.writeString(logs(), lines + "nonsense\n");
    assertThat(add(70, List.of(), checkpoint(70)).statusCode()).isEqualTo(503);
    var stranger = new LogSigner(ORIGIN, Keys.signers(ORIGIN, KeyFolder.LOG));
    Files.writeString(logs(), ORIGIN + vkeys(stranger.verifiers()) + "\n");
    assertThat(add(70, List.of(), checkpoint(70)).statusCode()).isEqualTo(403);
  }

  @Test
  void whatIsNoRequestIsAnsweredAsSuch() throws Exception {
    assertThat(post("/add-checkpoint", "").statusCode()).isEqualTo(400);
    assertThat(post("/add-checkpoint", "old 1\n\nx\n").statusCode()).isEqualTo(400);
    assertThat(add(99, List.of(), checkpoint(70)).statusCode()).isEqualTo(400);
    assertThat(post("/add-checkpoint", "x".repeat(AddCheckpoint.BYTES_MAX + 1)).statusCode())
        .isEqualTo(413);
    assertThat(post("/", "").statusCode()).isEqualTo(404);
    var ready = HttpRequest.newBuilder(prefix().resolve("/q/health/ready")).build();
    assertThat(http.send(ready, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  @Test
  void twoWitnessesDoNotShareAFolder() {
    assertThatThrownBy(this::start).isInstanceOf(IOException.class).hasMessageContaining("uses");
  }

  @Test
  void aWitnessThatIsAwayOrSilentIsNotWaitedFor() throws Exception {
    var silence = new CountDownLatch(1);
    var silent = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    silent.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          try (exchange) {
            silence.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    silent.start();
    var silentPrefix = URI.create("http://127.0.0.1:" + silent.getAddress().getPort());
    try {
      var client = new WitnessClient(http, silentPrefix, witnessKeys(), Duration.ofMillis(300));
      assertThatThrownBy(() -> client.cosign(checkpoint(70), 0, _ -> List.of()))
          .isInstanceOf(WitnessAway.class)
          .hasMessageContaining("did not answer");
    } finally {
      silence.countDown();
      silent.stop(0);
    }
    var away = new WitnessClient(http, silentPrefix, witnessKeys(), TIMEOUT);
    assertThatThrownBy(() -> away.cosign(checkpoint(70), 0, _ -> List.of()))
        .isInstanceOf(WitnessAway.class);
  }

  @Test
  void signaturesThatAreNotTheWitnessesAreNotPassedOn() throws Exception {
    var stranger = Keys.verifiers(Keys.signers(NAME, KeyFolder.WITNESS));
    var client = new WitnessClient(http, prefix(), stranger, TIMEOUT);

    assertThatThrownBy(() -> client.cosign(checkpoint(70), 0, _ -> List.of()))
        .isInstanceOf(WitnessAway.class)
        .hasMessageContaining("no signature is by the witness");
  }
}
