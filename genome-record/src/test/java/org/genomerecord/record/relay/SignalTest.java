package org.genomerecord.record.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SignalTest {
  private final Signal signal = new Signal();

  @Test
  void aRaiseBeforeTheWaitIsNotLost() throws InterruptedException {
    long seen = signal.raises();
    signal.raise();

    signal.await(seen, Duration.ofHours(1).toMillis());

    assertThat(signal.raises()).isEqualTo(seen + 1);
  }

  @Test
  void aRaiseEndsTheWait() throws Exception {
    long seen = signal.raises();
    var waiting =
        CompletableFuture.runAsync(
            () -> {
              try {
                signal.await(seen, Duration.ofHours(1).toMillis());
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            },
            work -> Thread.ofVirtual().start(work));

    signal.raise();

    assertThat(waiting).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void theWaitIsBounded() throws InterruptedException {
    signal.await(signal.raises(), 1);

    assertThat(signal.raises()).isZero();
  }
}
