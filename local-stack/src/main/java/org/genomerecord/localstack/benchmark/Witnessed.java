package org.genomerecord.localstack.benchmark;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.LongStream;

/// What the outside world saw of a log while it was being killed: requests sent and acknowledged,
/// and what subscribers were shown.
final class Witnessed {
  private static final long NOWHERE = -1;

  private final BitSet sent = new BitSet();
  private final BitSet refused = new BitSet();
  private final Subscription ofService = new Subscription();
  private final Subscription apart = new Subscription();
  private long[] acknowledgedAt = new long[1 << 16];
  private long acknowledged;

  Witnessed() {
    Arrays.fill(acknowledgedAt, NOWHERE);
  }

  /// A line of the service's standard output.
  synchronized void heard(String line) {
    var words = line.split(" ", -1);
    int first = Integer.parseInt(words[1]);
    switch (words[0]) {
      case "A" -> sent.set(first);
      case "K" -> acknowledge(first, Long.parseLong(words[2]));
      case "C" -> refused.set(first);
      case "S" -> ofService.see(first, Long.parseLong(words[2]));
      default -> throw new IllegalStateException("not a line of the service: " + line);
    }
  }

  private void acknowledge(int number, long position) {
    if (number >= acknowledgedAt.length) {
      int length = acknowledgedAt.length;
      acknowledgedAt = Arrays.copyOf(acknowledgedAt, Math.max(2 * length, number + 1));
      Arrays.fill(acknowledgedAt, length, acknowledgedAt.length, NOWHERE);
    }
    if (acknowledgedAt[number] == NOWHERE) {
      acknowledged++;
    }
    acknowledgedAt[number] = position;
  }

  /// What the subscriber of a process that nobody kills was shown.
  synchronized void shownApart(long position, long number) {
    apart.see(position, number);
  }

  synchronized long acknowledged() {
    return acknowledged;
  }

  /// The number of the first request that was never sent.
  synchronized long nextNumber() {
    return sent.length();
  }

  /// How far the subscriber of the service has come.
  synchronized long seenByService() {
    return ofService.last();
  }

  synchronized long seenApart() {
    return apart.last();
  }

  /// Requests that were sent and never answered.
  synchronized List<Long> open() {
    return sent.stream()
        .filter(number -> positionOf(number) == NOWHERE && !refused.get(number))
        .asLongStream()
        .boxed()
        .toList();
  }

  private long positionOf(int number) {
    return number < acknowledgedAt.length ? acknowledgedAt[number] : NOWHERE;
  }

  synchronized long refused() {
    return refused.cardinality();
  }

  synchronized boolean wasSent(long number) {
    return sent.get(Math.toIntExact(number));
  }

  /// Acknowledged requests that do not stand where they were acknowledged.
  ///
  /// @param stored the requests that stand in the log, by position
  synchronized long lost(Subscription stored) {
    return sent.stream()
        .filter(number -> positionOf(number) != NOWHERE && stored.at(positionOf(number)) != number)
        .count();
  }

  /// Positions that a subscriber was not shown, was shown twice or out of order.
  synchronized long skipped(long size) {
    return ofService.skipped(size) + apart.skipped(size);
  }

  /// Positions at which a subscriber was shown something else than what is stored.
  synchronized long vanished(Subscription stored) {
    return LongStream.rangeClosed(0, Math.max(ofService.last(), apart.last()))
        .filter(position -> ofService.differs(position, stored) || apart.differs(position, stored))
        .count();
  }
}
