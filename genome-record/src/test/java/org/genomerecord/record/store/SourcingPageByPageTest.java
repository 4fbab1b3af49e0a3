package org.genomerecord.record.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.record.store.Entries.event;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.genomerecord.record.store.LogReader.Found;
import org.junit.jupiter.api.Test;

/// A consumer that takes each event as it comes, and pages that come at any moment.
class SourcingPageByPageTest {
  private static final int PAGES = 5;
  private static final int PAGE_EVENTS = 7;

  private int asked;

  private static Found page(int number) {
    var events =
        LongStream.range((long) number * PAGE_EVENTS, (number + 1L) * PAGE_EVENTS)
            .mapToObj(position -> new StoredEvent(position, event("test.N" + position)))
            .toList();
    return new Found(events, PAGES * PAGE_EVENTS - 1, number == PAGES - 1);
  }

  /// Every page is there at once, as if another thread had brought it.
  private Future<Found> next(Found page) {
    asked++;
    long last = page.events().getLast().position();
    return Future.succeededFuture(page((int) (last / PAGE_EVENTS) + 1));
  }

  private static CompletableFuture<List<String>> sourced(MessageStream<EventMessage> stream) {
    return stream.reduce(
        new ArrayList<>(),
        (types, entry) -> {
          types.add(entry.message().type().name());
          return types;
        });
  }

  private static List<String> everything() {
    return LongStream.range(0, PAGES * PAGE_EVENTS).mapToObj(nth -> "test.N" + nth).toList();
  }

  @Test
  void noPageIsOfferedBeforeTheOneBeforeIsWhole() {
    var first = Promise.<Found>promise();
    var sourced = sourced(SourcedStream.of(first.future(), this::next));

    // The consumer waits already: it takes each event while the page is being offered.
    first.complete(page(0));

    assertThat(TestLog.answer(sourced)).startsWith(everything().toArray(String[]::new));
    assertThat(asked).isEqualTo(PAGES - 1);
  }

  @Test
  void aConsumerThatComesLateGetsTheSame() {
    var stream = SourcedStream.of(Future.succeededFuture(page(0)), this::next);

    assertThat(TestLog.answer(sourced(stream))).startsWith(everything().toArray(String[]::new));
    assertThat(asked).isEqualTo(PAGES - 1);
  }
}
