package org.genomerecord.localstack.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WitnessingALogTest {
  private final Witnessed witnessed = new Witnessed();

  private void hear(String... lines) {
    Stream.of(lines).forEach(witnessed::heard);
  }

  /// What stands in the log: a request at each position.
  private static Subscription log(long... requests) {
    var log = new Subscription();
    for (int position = 0; position < requests.length; position++) {
      log.see(position, requests[position]);
    }
    return log;
  }

  @Test
  void whatStandsWhereItWasAcknowledgedIsNotLost() {
    hear("A 0", "A 1", "K 1 0", "K 0 1");

    assertThat(witnessed.lost(log(1, 0))).isZero();
    assertThat(witnessed.acknowledged()).isEqualTo(2);
  }

  @Test
  void whatWasAcknowledgedAndIsNotThereOrElsewhereIsLost() {
    hear("A 0", "A 1", "K 0 0", "K 1 1");

    assertThat(witnessed.lost(log(0))).isEqualTo(1);
    assertThat(witnessed.lost(log(1, 0))).isEqualTo(2);
  }

  @Test
  void whatWasNeverAnsweredIsSentAgainAndCannotBeLost() {
    hear("A 0", "A 1", "A 2", "K 0 0", "C 2");

    assertThat(witnessed.open()).containsExactly(1L);
    assertThat(witnessed.nextNumber()).isEqualTo(3);
    assertThat(witnessed.refused()).isEqualTo(1);
    assertThat(witnessed.lost(log(0))).isZero();
  }

  @Test
  void aPositionThatASubscriberWasNotShownIsSkipped() {
    hear("S 0 5", "S 2 7");
    witnessed.shownApart(0, 5);
    witnessed.shownApart(1, 6);
    witnessed.shownApart(2, 7);

    // Out of order once, and position 1 is missing.
    assertThat(witnessed.skipped(3)).isEqualTo(2);
  }

  @Test
  void whatASubscriberWasShownAndIsNotThereIsGone() {
    hear("S 0 5", "S 1 6");
    witnessed.shownApart(0, 5);

    assertThat(witnessed.vanished(log(5, 6))).isZero();
    assertThat(witnessed.vanished(log(5))).isEqualTo(1);
    assertThat(witnessed.vanished(log(9, 6))).isEqualTo(1);
  }

  @Test
  void numbersBeyondTheFirstThousandsHaveAPlace() {
    hear("A 200000", "K 200000 0", "S 0 200000");

    assertThat(witnessed.lost(log(200_000))).isZero();
    assertThat(witnessed.lost(log(1))).isEqualTo(1);
  }
}
