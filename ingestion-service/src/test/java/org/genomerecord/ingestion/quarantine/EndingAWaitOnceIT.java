package org.genomerecord.ingestion.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.genomerecord.ingestion.accession.Accessions;
import org.genomerecord.ingestion.accession.ReceiveSubmission;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.refusal.Refusal;
import org.junit.jupiter.api.Test;

/// Whoever comes at the same time.
class EndingAWaitOnceIT extends QuarantineOnRecord {
  private static final int ROUNDS = 6;

  @Test
  void itIsReleasedAndReceivedInOneAppendAndOnce() throws IOException {
    var files = files(1, 10_000);
    holds(files, ACCESSION.value(), "refusal-1");
    var release = release(waiting());

    commands.send(release);

    assertThat(recorded())
        .containsExactly("SubmissionQuarantined", "QuarantineReleased", "SubmissionReceived");
    assertThat(Accessions.on(log.reader()).status(ACCESSION).state()).isEqualTo("received");
    assertThatThrownBy(() -> commands.send(release)).isInstanceOf(Refusal.class);
    assertThat(recorded()).hasSize(3);
  }

  @Test
  void ofTwoWhoReleaseAtOnceOneDoes() throws Exception {
    var files = files(ROUNDS, 1 << 20);
    for (int i = 0; i < ROUNDS; i++) {
      var accession = new AccessionId("accession-" + i);
      holds(files, accession.value(), "refusal-" + i);
      var waiting = Accessions.on(log.reader()).waiting(accession).orElseThrow();

      assertThat(atOnce(release(waiting), release(waiting)))
          .containsOnlyOnce("")
          .containsAnyOf("quarantine-over", "resubmitted");
    }
    assertThat(recorded().stream().filter("QuarantineReleased"::equals)).hasSize(ROUNDS);
    assertThat(recorded().stream().filter("SubmissionReceived"::equals)).hasSize(ROUNDS);
  }

  /// The patient consented, and laboratory and counsellor both know.
  @Test
  void itIsReleasedOrSubmittedAgainAndNotBoth() throws Exception {
    var files = files(ROUNDS, 1 << 20);
    for (int i = 0; i < ROUNDS; i++) {
      var accession = new AccessionId("accession-" + i);
      holds(files, accession.value(), "refusal-" + i);
      var release = release(Accessions.on(log.reader()).waiting(accession).orElseThrow());
      var again = release.submission().received();
      var submission =
          new ReceiveSubmission(
              accession,
              new SubmissionReceived(
                  accession,
                  again.lab(),
                  again.patient(),
                  "another content",
                  again.file(),
                  again.decision(),
                  new Sealed(UUID.randomUUID(), 1, "c2VhbGVk"),
                  BY.at(),
                  null),
              false,
              null,
              BY);

      assertThat(atOnce(release, submission)).containsOnlyOnce("");
    }
    assertThat(recorded().stream().filter("SubmissionReceived"::equals)).hasSize(ROUNDS);
  }

  @Test
  void whatWasSubmittedAgainBeforeIsNotReleased() throws IOException {
    var files = files(1, 10_000);
    holds(files, ACCESSION.value(), "refusal-1");
    var release = release(waiting());
    commands.send(release.submission());

    assertThat(code(release)).isEqualTo("resubmitted");
    assertThat(recorded()).containsExactly("SubmissionQuarantined", "SubmissionReceived");
  }

  /// @return the code of each refusal; empty: there was none
  private List<String> atOnce(Object first, Object second) throws Exception {
    var start = new CyclicBarrier(2);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          threads.invokeAll(
              Stream.of(first, second)
                  .map(command ->
                      (Callable<String>)
                          () -> {
                            start.await();
                            return code(command);
                          })
                  .toList());
      return List.of(all.get(0).get(), all.get(1).get());
    }
  }

  private String code(Object command) {
    try {
      commands.send(command);
      return "";
    } catch (Refusal refusal) {
      return refusal.code();
    }
  }
}
