package org.genomerecord.interpretation.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.genomerecord.interpretation.knowledge.ReleaseFiles;
import org.genomerecord.record.event.KnowledgeEvent;
import org.genomerecord.record.event.KnowledgeEvent.KnowledgeReleaseActivated;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.TestLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// On the real store.
class ActivatingReleasesIT {
  private static final Path TABLE =
      Path.of("src/main/resources/db/interpretation/V130__knowledge_release.sql");
  private static final Instant WHEN = Instant.parse("2026-11-28T12:00:00Z");
  private static final Attribution OPERATOR =
      new Attribution(new Actor("on-call", "operator", null), null, WHEN, "request-1", null, null);
  private static final ReleaseFiles OWN = ReleaseFiles.builtIn();
  private static final String OWN_NAME = OWN.release().name();

  private final TestLog log = TestLog.create();
  private final AppendSequencer sequencer = log.sequencer();
  private final StoredReleases stored = new StoredReleases(log.pool());
  private final KnowledgeReleases releases = replica();

  @BeforeEach
  void migrate() throws IOException {
    log.rows(Files.readString(TABLE));
  }

  @AfterEach
  void close() {
    log.close();
  }

  private KnowledgeReleases replica() {
    return new KnowledgeReleases(log.reader(), sequencer, stored, 2, Optional.empty());
  }

  /// Of the same tables on another day.
  private String stored(int day) {
    var files = OWN.with(Map.of("panel/release.txt", "2027-01-%02d\n".formatted(day)));
    stored.store(files.release(), files, WHEN, "on-call");
    return files.release().name();
  }

  private List<String> recorded() {
    return log.events().stream().map(event -> event.envelope().payload()).toList();
  }

  private static void refused(Runnable activation, Category category, String code) {
    assertThatThrownBy(activation::run)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.category()).isEqualTo(category);
              assertThat(refusal.code()).isEqualTo(code);
            });
  }

  @Test
  void theBuildsOwnReleaseIsActiveUntilOneIsActivated() {
    var release = stored(1);
    var another = replica();
    assertThat(releases.active().release()).isEqualTo(OWN_NAME);
    assertThat(another.active().release()).isEqualTo(OWN_NAME);

    releases.activate(release, OWN_NAME, OPERATOR);

    assertThat(releases.active().release()).isEqualTo(release);
    assertThat(another.active().release()).isEqualTo(release);
    assertThat(recorded()).singleElement().asString().doesNotContain("previous");
    assertThat(log.events().getFirst().envelope().tags()).containsExactly("knowledge:panels");
    assertThat(releases.named(OWN_NAME)).isPresent();
    assertThat(releases.named("2027-01-01-000000000000")).isEmpty();
  }

  @Test
  void activatingTwiceIsActivatingOnce() {
    var release = stored(1);
    releases.activate(release, OWN_NAME, OPERATOR);
    releases.activate(release, OWN_NAME, OPERATOR);
    replica().activate(release, OWN_NAME, OPERATOR);

    assertThat(recorded()).hasSize(1);
  }

  @Test
  void whoeverReadTheDifferencesFromAnotherReleaseIsRefused() {
    var first = stored(1);
    var second = stored(2);
    releases.activate(first, OWN_NAME, OPERATOR);

    refused(
        () -> replica().activate(second, OWN_NAME, OPERATOR),
        Category.CONFLICT,
        "knowledge-changed");

    releases.activate(second, first, OPERATOR);
    assertThat(recorded().getLast()).contains("\"previous\":\"" + first + "\"");
    releases.activate(OWN_NAME, second, OPERATOR);
    assertThat(releases.active().release()).isEqualTo(OWN_NAME);
  }

  @Test
  void ofSeveralAtOnceOneIsActivated() throws Exception {
    var names = new ArrayList<String>();
    for (int day = 1; day <= 4; day++) {
      names.add(stored(day));
    }
    var together = new CountDownLatch(names.size());
    var outcomes = new ArrayList<Future<Boolean>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var name : names) {
        var replica = replica();
        replica.named(name);
        outcomes.add(
            threads.submit(() -> {
              together.countDown();
              together.await();
              return activates(replica, name);
            }));
      }
    }

    var activated = 0;
    for (var outcome : outcomes) {
      activated += outcome.get() ? 1 : 0;
    }
    assertThat(activated).isEqualTo(1);
    assertThat(recorded()).hasSize(1);
  }

  private static boolean activates(KnowledgeReleases replica, String name) {
    try {
      replica.activate(name, OWN_NAME, OPERATOR);
      return true;
    } catch (Refusal refusal) {
      assertThat(refusal.category()).isEqualTo(Category.CONFLICT);
      return false;
    }
  }

  @Test
  void anActivationThatComesBetweenDecisionAndAppendConflicts() {
    var decided = Activations.NONE;
    releases.activate(stored(1), OWN_NAME, OPERATOR);
    var late =
        Append.fact(
            decided
                .decide("2027-01-02-0123456789ab", "0".repeat(64), OWN_NAME, OWN_NAME, WHEN)
                .orElseThrow(),
            OPERATOR,
            List.of(Activations.TAG));

    assertThatThrownBy(() ->
            sequencer
                .append(new Append(late.events(), Activations.CRITERIA, decided.seen()))
                .join())
        .hasRootCauseInstanceOf(Refusal.class);
  }

  @Test
  void anUnknownOrDefectiveReleaseIsNotActivated() {
    refused(
        () -> releases.activate("2027-01-01-000000000000", OWN_NAME, OPERATOR),
        Category.NOT_FOUND,
        "knowledge-unknown");

    var release = stored(1);
    log.rows("UPDATE knowledge_release SET name = '2027-01-01-00000000dead'");
    refused(
        () -> releases.activate("2027-01-01-00000000dead", OWN_NAME, OPERATOR),
        Category.UNSUPPORTED,
        "knowledge-defective");
    assertThat(release).startsWith("2027-01-01-");
    assertThat(recorded()).isEmpty();
  }

  @Test
  void nothingIsInterpretedWithAnotherReleaseThanTheActiveOne() {
    sequencer
        .append(
            Append.fact(
                new KnowledgeReleaseActivated(
                    KnowledgeEvent.PANELS,
                    "2027-01-01-0123456789ab",
                    "0123456789abcdef".repeat(4),
                    null,
                    WHEN),
                OPERATOR,
                List.of("knowledge:panels")))
        .join();

    refused(releases::active, Category.UNAVAILABLE, "knowledge-missing");
  }

  @Test
  void moreReleasesThanAreKeptInMemoryAreReadAgain() {
    var names = List.of(stored(1), stored(2), stored(3));
    for (var name : names) {
      assertThat(releases.named(name).orElseThrow().release()).isEqualTo(name);
    }
    log.rows("DELETE FROM knowledge_release");

    assertThat(releases.named(names.get(2))).isPresent();
    assertThat(releases.named(names.get(0))).isEmpty();
  }

  @Test
  void differencesAreThoseFromTheActiveOne() {
    var release = stored(1);
    var reworded =
        OWN.with(
            Map.of(
                "panel/tpmt/functions.tsv",
                OWN.text("panel/tpmt/functions.tsv").replace("*40\tUncertain", "*40\tUnknown")));
    stored.store(reworded.release(), reworded, WHEN, "on-call");
    releases.activate(release, OWN_NAME, OPERATOR);

    var differences = releases.differences(reworded.release().name());

    assertThat(differences.from()).isEqualTo(release);
    assertThat(differences.text())
        .contains("function *40 changed: Uncertain function → Unknown function");
    assertThat(stored.newest(10)).hasSize(2);
  }
}
