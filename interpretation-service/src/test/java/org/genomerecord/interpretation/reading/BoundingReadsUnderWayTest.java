package org.genomerecord.interpretation.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.genomerecord.record.refusal.Refusal;
import org.junit.jupiter.api.Test;

class BoundingReadsUnderWayTest {
  @Test
  void noMoreReadsThanThereArePlacesAreUnderWayAndAllAreAnswered() throws Exception {
    var reads = new ReadsUnderWay(2, 60_000);
    var underWay = new AtomicInteger();
    var most = new AtomicInteger();
    var both = new CountDownLatch(2);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<Integer>>();
      for (int i = 0; i < 50; i++) {
        int number = i;
        answers.add(
            threads.submit(() ->
                reads.admit(() -> {
                  most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                  both.countDown();
                  awaited(both);
                  underWay.decrementAndGet();
                  return number;
                })));
      }
      for (int i = 0; i < 50; i++) {
        assertThat(answers.get(i).get()).isEqualTo(i);
      }
    }
    assertThat(most).hasValue(2);
  }

  @Test
  void aReadWithoutAPlaceIsRefusedAndNotDecidedAbout() {
    var reads = new ReadsUnderWay(1, 0);
    assertThat(
            reads.<String>admit(() -> {
              assertThatThrownBy(() -> reads.admit(() -> "decided"))
                  .isInstanceOfSatisfying(
                      Refusal.class,
                      refusal -> assertThat(refusal.code()).isEqualTo("too-many-reads"));
              return "first";
            }))
        .isEqualTo("first");
  }

  @Test
  void aReadThatFailsGivesItsPlaceBack() {
    var reads = new ReadsUnderWay(1, 0);
    assertThatThrownBy(() ->
            reads.admit(() -> {
              throw new IllegalStateException("on purpose");
            }))
        .hasMessage("on purpose");
    assertThat(reads.<String>admit(() -> "next")).isEqualTo("next");
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
