package org.genomerecord.record.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RepeatingWorkTest {
  private final BlockingQueue<String> seen = new ArrayBlockingQueue<>(1);

  private void see(String what) {
    try {
      seen.put(what);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aFailureIsToldAndTheWorkGoesOn() throws InterruptedException {
    var repeating =
        new Repeating(
            () -> {
              see("work");
              throw new IllegalStateException("of the work");
            },
            failure -> see(String.valueOf(failure.getMessage())),
            1);
    repeating.start("repeating");

    for (var expected : new String[] {"work", "of the work", "work", "of the work"}) {
      assertThat(seen.poll(30, TimeUnit.SECONDS)).isEqualTo(expected);
    }
    repeating.stop();
  }

  @Test
  void aPauseEndsWhenItIsStopped() throws InterruptedException {
    var thread = new Thread[1];
    var repeating =
        new Repeating(
            () -> {
              thread[0] = Thread.currentThread();
              see("work");
            },
            _ -> {},
            3_600_000);
    repeating.start("repeating");
    assertThat(seen.poll(30, TimeUnit.SECONDS)).isEqualTo("work");

    repeating.stop();

    assertThat(thread[0].join(Duration.ofSeconds(30))).isTrue();
  }
}
