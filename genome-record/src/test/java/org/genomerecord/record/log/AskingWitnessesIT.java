package org.genomerecord.record.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.genomerecord.ledger.checkpoint.Policy;
import org.genomerecord.ledger.checkpoint.SignedCheckpoint;
import org.genomerecord.ledger.note.KeyFolder;
import org.genomerecord.ledger.note.NoteSigner;
import org.genomerecord.ledger.witness.WitnessServer;
import org.genomerecord.record.relay.Signal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AskingWitnessesIT {
  private static final long AGAIN_MILLIS = 50;
  private static final long BOUND_MILLIS = 20_000;

  private final KeptLog kept = new KeptLog();
  private final Path folder = KeptLog.temporaryFolder();
  private final List<NoteSigner> signers =
      new KeyFolder(folder.resolve("key")).create("witness.example", KeyFolder.WITNESS);
  private final AtomicReference<@Nullable SignedCheckpoint> latest = new AtomicReference<>();
  private final Signal signed = new Signal();
  private volatile Instant witnessTime = KeptLog.NOW;
  private int port;
  private @Nullable WitnessServer server;
  private @Nullable Cosigning cosigning;
  private @Nullable Thread thread;

  @BeforeEach
  void begin() throws IOException {
    Files.writeString(
        folder.resolve("logs"),
        KeptLog.ORIGIN
            + KeptLog.SIGNER.verifiers().stream()
                .map(key -> " " + key)
                .collect(Collectors.joining())
            + "\n");
    Files.write(
        folder.resolve("vkeys"),
        signers.stream().map(signer -> signer.verifier().toString()).toList());
    startWitness();
    var address =
        new WitnessAddress(URI.create("http://127.0.0.1:" + port + "/"), folder.resolve("vkeys"));
    var asking =
        new Cosigning(
            address,
            kept.rows,
            latest::get,
            signed,
            HttpClient.newHttpClient(),
            Duration.ofSeconds(5),
            AGAIN_MILLIS);
    cosigning = asking;
    thread = Thread.ofVirtual().start(asking::run);
  }

  private void startWitness() throws IOException {
    var started =
        new WitnessServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            signers,
            folder.resolve("state"),
            folder.resolve("logs"),
            (InstantSource) () -> witnessTime);
    server = started;
    port = started.address().getPort();
  }

  private void stopWitness() {
    Objects.requireNonNull(server).close();
  }

  @AfterEach
  void end() throws InterruptedException {
    Objects.requireNonNull(thread).interrupt();
    Objects.requireNonNull(thread).join();
    stopWitness();
    kept.close();
  }

  private SignedCheckpoint sign(boolean evenIfUnmoved) {
    var checkpoint = kept.notary.round(KeptLog.NOW, evenIfUnmoved).checkpoint();
    latest.set(checkpoint);
    signed.raise();
    return checkpoint;
  }

  private void awaitVerdict(long size, long cosignedAtSeconds) {
    var policy =
        Policy.parse(
            PublishedKeys.policy(
                KeptLog.SIGNER.verifiers(),
                List.of(new WitnessAddress(URI.create("http://unused"), folder.resolve("vkeys")))));
    new Signal()
        .awaitUntil(
            () -> {
              var served = Objects.requireNonNull(kept.rows.latest());
              var verdict = policy.judge(served);
              return served.checkpoint().size() == size
                  && verdict.accepted()
                  && verdict.witnesses().size() == 2
                  && verdict.witnesses().values().stream().allMatch(at -> at == cosignedAtSeconds);
            },
            AGAIN_MILLIS,
            BOUND_MILLIS);
  }

  @Test
  void aCheckpointIsCosignedByBothKeysOfTheWitness() {
    kept.append(300);

    sign(false);

    awaitVerdict(300, KeptLog.NOW.getEpochSecond());
  }

  @Test
  void aWitnessThatWasAwayCosignsWhatCameMeanwhile() throws IOException {
    kept.append(3);
    sign(false);
    awaitVerdict(3, KeptLog.NOW.getEpochSecond());
    stopWitness();

    kept.append(600);
    sign(false);
    kept.append(1);
    var signedMeanwhile = sign(false);
    assertThat(kept.rows.latest()).isEqualTo(signedMeanwhile);
    startWitness();

    awaitVerdict(604, KeptLog.NOW.getEpochSecond());
  }

  @Test
  void anIdleLogIsCosignedAgainWithALaterTime() {
    kept.append(3);
    var before = sign(false);
    awaitVerdict(3, KeptLog.NOW.getEpochSecond());

    witnessTime = KeptLog.NOW.plusSeconds(60);
    var after = kept.notary.round(KeptLog.NOW.plusSeconds(60), true).checkpoint();
    latest.set(after);
    signed.raise();

    awaitVerdict(3, KeptLog.NOW.getEpochSecond() + 60);
    assertThat(after.checkpoint()).isEqualTo(before.checkpoint());
  }

  @Test
  void aWitnessThatKnowsMoreThanTheLogRefuses() {
    kept.append(300);
    sign(false);
    awaitVerdict(300, KeptLog.NOW.getEpochSecond());
    var cosignedAt = Objects.requireNonNull(cosigning).cosignedAt();

    // As if the database had been restored to a moment before.
    kept.asOwner("DELETE FROM ledger_checkpoint");
    kept.restart();
    latest.set(KeptLog.SIGNER.first(KeptLog.NOW.getEpochSecond()));
    signed.raise();

    var asking = Objects.requireNonNull(cosigning);
    new Signal().awaitUntil(asking::isRefused, AGAIN_MILLIS, BOUND_MILLIS);
    assertThat(asking.cosignedAt()).isEqualTo(cosignedAt);
    assertThat(kept.rows.latest()).isNull();
  }
}
