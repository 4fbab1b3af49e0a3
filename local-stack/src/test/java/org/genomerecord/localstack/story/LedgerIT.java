package org.genomerecord.localstack.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.genomerecord.ledger.checkpoint.Checkpoint;
import org.genomerecord.ledger.checkpoint.Policy;
import org.genomerecord.ledger.checkpoint.SignedCheckpoint;
import org.genomerecord.ledger.envelope.CanonicalEnvelope;
import org.genomerecord.ledger.note.VerifierKey;
import org.genomerecord.ledger.tile.EntryBundle;
import org.genomerecord.ledger.tile.Tile;
import org.genomerecord.ledger.tile.TileAddress;
import org.genomerecord.ledger.tile.TiledTree;
import org.genomerecord.ledger.tree.Hash;
import org.genomerecord.ledger.tree.Proofs;
import org.genomerecord.localstack.server.PlainHttp;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an auditor sees of the three logs, with the keys as they lie in the folders of the logs and
/// the witness.
@ExtendWith(RunningStack.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerIT {
  private final HttpClient http = PlainHttp.client();
  private final RunningStack running;
  private final String officer;

  LedgerIT(RunningStack running) {
    this.running = running;
    this.officer = running.tokens().user("olga");
  }

  @BeforeAll
  void theStoryIsTold() {
    new Story(running.stack(), SubmittedFile.SYNTHETIC, _ -> {}).play();
  }

  private HttpResponse<byte[]> asked(String path) {
    var request =
        HttpRequest.newBuilder(URI.create(running.stack().gateway() + "/ledger/" + path))
            .header("Authorization", "Bearer " + officer)
            .build();
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private byte[] read(String path) {
    var answer = asked(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  private Policy policy(String log) throws IOException {
    return Policy.parse(running.policy(log));
  }

  private SignedCheckpoint checkpoint(String log) {
    return SignedCheckpoint.parse(read(log + "/checkpoint"));
  }

  /// The first that has all of the log in it and is cosigned.
  private SignedCheckpoint cosigned(String log, Policy policy) {
    int size = running.log(log).positions().size();
    Eventually.see(
        log + " is cosigned up to " + size,
        () -> {
          var served = checkpoint(log);
          return served.checkpoint().size() >= size && policy.judge(served).accepted();
        });
    return checkpoint(log);
  }

  private Tile tile(String log, TileAddress address) {
    return Tile.parse(read(log + "/" + address.path()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"consent", "ingestion", "interpretation"})
  void eachLogIsSignedByBothKeysCosignedAndProven(String log) throws IOException {
    var policy = policy(log);

    var served = cosigned(log, policy);

    assertThat(policy.judge(served).logs()).hasSize(2);
    assertThat(policy.logs()).extracting(VerifierKey::name).containsOnly("localhost/" + log);
    assertEveryEntryIsProven(log, served.checkpoint());
    assertEarlierOnesAreContinued(log, served.checkpoint());
  }

  private void assertEveryEntryIsProven(String log, Checkpoint checkpoint) {
    var ids = running.log(log).ids();
    var tree = new TiledTree(checkpoint.size(), address -> tile(log, address)).prover();
    long position = 0;
    while (position < checkpoint.size()) {
      var address = TileAddress.within(checkpoint.size(), 0, position / TileAddress.FULL);
      for (var entry : EntryBundle.parse(read(log + "/" + address.entriesPath()))) {
        Proofs.inclusion(
            position,
            checkpoint.size(),
            Hash.leaf(entry),
            tree.inclusion(position),
            checkpoint.root());
        assertThat(CanonicalEnvelope.decode(entry).id()).hasToString(ids.get((int) position));
        position++;
      }
    }
    assertThat(tree.root()).isEqualTo(checkpoint.root());
  }

  private void assertEarlierOnesAreContinued(String log, Checkpoint latest) {
    var page = running.door().get("/ledger/" + log + "/checkpoints?after=0", officer, Map.of());
    var tree = new TiledTree(latest.size(), address -> tile(log, address)).prover();
    assertThat(page.json().path("checkpoints")).isNotEmpty();
    for (var note : page.json().path("checkpoints")) {
      var earlier = SignedCheckpoint.parse(note.asText()).checkpoint();
      if (earlier.size() <= latest.size()) {
        Proofs.consistency(
            earlier.size(),
            latest.size(),
            earlier.root(),
            latest.root(),
            tree.consistency(earlier.size()));
      }
    }
  }

  @Test
  void theServedKeysAreThoseOfTheFolders() throws IOException {
    var served = Policy.parse(new String(read("consent/keys"), StandardCharsets.UTF_8));

    var policy = policy("consent");
    assertThat(served.logs()).containsExactlyInAnyOrderElementsOf(policy.logs());
    assertThat(served.witnesses().values())
        .containsExactlyInAnyOrderElementsOf(policy.witnesses().values());
  }

  @Test
  void readingEntriesIsOnRecordAndHashesAreNot() {
    read("ingestion/tile/entries/000.p/1");

    var before = readingsOnRecord();
    assertThat(before).isNotEmpty();
    read("ingestion/tile/0/000.p/1");
    read("ingestion/tile/entries/000.p/1");

    assertThat(readingsOnRecord()).isEqualTo(before);
    var types =
        EntryBundle.parse(read("ingestion/" + lastBundle("ingestion"))).stream()
            .map(entry -> CanonicalEnvelope.decode(entry).type());
    assertThat(types).contains("access.LedgerRead");
  }

  private List<String> readingsOnRecord() {
    return running
        .log("ingestion")
        .texts("SELECT id FROM event WHERE type = 'access.LedgerRead' ORDER BY position");
  }

  @Test
  void readingTheLedgersHoldsUpNobody() {
    for (var log : EventLog.ALL) {
      read(log + "/tile/entries/000.p/1");
    }

    var submitted =
        running
            .laboratory("lab-north")
            .submits(running.consentingPatient(), Laboratory.newNumber(), SampleVcf.bytes());

    assertThat(submitted.status()).isEqualTo(200);
  }

  private String lastBundle(String log) {
    int size = running.log(log).positions().size();
    Eventually.see("signed", () -> checkpoint(log).checkpoint().size() >= size);
    return TileAddress.within(size, 0, (size - 1) / TileAddress.FULL).entriesPath();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "consent/tile/0/x999/999",
        "consent/tile/0/1",
        "consent/tile/63/000",
        "consent/tile/entries/000.p/0",
        "gateway/checkpoint"
      })
  void whatIsNoPartOfTheSignedLogIsNotThere(String path) {
    var answer = asked(path);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "x", "99999999999999999999"})
  void whatIsNoSizeIsSaid(String after) {
    var answer =
        running.door().get("/ledger/consent/checkpoints?after=" + after, officer, Map.of());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("after");
  }

  @Test
  void aServiceAnswersForItsOwnLogOnly() {
    var answer =
        running.doorOf("consent-service").get("/ledger/ingestion/checkpoint", officer, Map.of());

    assertThat(answer.status()).isEqualTo(404);
  }

  @Test
  void cachesKeepHashesForEverAndEntriesNever() {
    var service = running.doorOf("consent-service");

    assertThat(service.get("/ledger/consent/tile/0/000.p/1", officer, Map.of()).headers())
        .containsEntry("cache-control", "private, max-age=31536000, immutable");
    assertThat(service.get("/ledger/consent/tile/entries/000.p/1", officer, Map.of()).headers())
        .containsEntry("cache-control", "no-store");
  }

  @Test
  void anEventAfterAnotherIsSignedSoon() throws IOException {
    var policy = policy("consent");
    var before = cosigned("consent", policy);
    var requestId = UUID.randomUUID().toString();

    running
        .door()
        .get(
            "/ledger/consent/keys",
            running.tokens().user("dr-grey"),
            Map.of("X-Request-Id", requestId));

    var after = cosigned("consent", policy);
    assertThat(running.log("consent").of(requestId)).hasSize(1);
    assertThat(after.checkpoint().size()).isGreaterThan(before.checkpoint().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"consent", "ingestion", "interpretation"})
  void metersSayThatTheLogIsSignedAndCosigned(String log) throws IOException {
    double size = (double) cosigned(log, policy(log)).checkpoint().size();

    assertThat(meter(log, "record_log_size_events")).isGreaterThanOrEqualTo(size);
    assertThat(meter(log, "record_log_inconsistent")).isZero();
    assertThat(meter(log, "record_log_checkpoint_age_seconds")).isLessThan(90);
    assertThat(meter(log, "record_log_witness_age_seconds")).isLessThan(90);
    assertThat(meter(log, "record_log_witness_refused")).isZero();
  }

  private double meter(String log, String name) {
    return Meters.of(running.stack(), log + "-service", name);
  }

  @Test
  void aChangedRowIsServedChangedAndNothingIsSignedOverIt() {
    var log = running.log("interpretation");
    var correlation = log.texts("SELECT correlation FROM event WHERE position = 0").getFirst();
    changeFirst(log, "changed");
    try {
      Eventually.see("found", () -> meter("interpretation", "record_log_inconsistent") == 1);
      var entry = EntryBundle.parse(read("interpretation/tile/entries/000.p/1")).getFirst();
      assertThat(CanonicalEnvelope.decode(entry).correlation()).isEqualTo("changed");
      assertThat(Tile.parse(read("interpretation/tile/0/000.p/1")).hashes())
          .doesNotContain(Hash.leaf(entry));
      Eventually.see("everything is ready", running::isReady);
    } finally {
      changeFirst(log, correlation);
    }
    Eventually.see("put back", () -> meter("interpretation", "record_log_inconsistent") == 0);
  }

  /// As the role that owns the tables can.
  private static void changeFirst(EventLog log, String correlation) {
    log.change(
        "ALTER TABLE event DISABLE TRIGGER USER; UPDATE event SET correlation = '"
            + correlation
            + "' WHERE position = 0; ALTER TABLE event ENABLE TRIGGER USER");
  }
}
