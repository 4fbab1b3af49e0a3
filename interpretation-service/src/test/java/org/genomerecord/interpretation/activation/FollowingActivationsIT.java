package org.genomerecord.interpretation.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.genomerecord.interpretation.knowledge.KnowledgeRelease;
import org.genomerecord.record.event.KnowledgeEvent;
import org.genomerecord.record.event.KnowledgeEvent.KnowledgeReleaseActivated;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.TestLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// On the real store: a replica that activated nothing itself follows the log all the same.
class FollowingActivationsIT {
  private static final Instant WHEN = Instant.parse("2026-11-28T12:00:00Z");
  private static final Attribution OPERATOR =
      new Attribution(new Actor("on-call", "operator", null), null, WHEN, "request-1", null, null);

  private final TestLog log = TestLog.create();
  private final KnowledgeRelease builtIn = KnowledgeRelease.builtIn();
  private final KnowledgeReleases releases = new KnowledgeReleases(log.reader());

  @AfterEach
  void close() {
    log.close();
  }

  private void activatedElsewhere(String release, String digest) {
    log.sequencer()
        .append(
            Append.fact(
                new KnowledgeReleaseActivated(KnowledgeEvent.PANELS, release, digest, null, WHEN),
                OPERATOR,
                List.of("knowledge:panels")))
        .join();
  }

  @Test
  void theBuildsOwnReleaseIsActiveUntilOneIsActivated() {
    assertThat(releases.active().release()).isEqualTo(builtIn.name());
    activatedElsewhere(builtIn.name(), builtIn.digest());
    assertThat(releases.active().release()).isEqualTo(builtIn.name());
  }

  @Test
  void nothingIsInterpretedWithAnotherReleaseThanTheActiveOne() {
    assertThat(releases.active().release()).isEqualTo(builtIn.name());

    activatedElsewhere("2027-01-01-0123456789ab", "0123456789abcdef".repeat(4));

    assertThatThrownBy(releases::active)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.category()).isEqualTo(Category.UNAVAILABLE));
    assertThat(releases.named(builtIn.name())).isPresent();
  }
}
