package org.genomerecord.localstack.benchmark;

import java.util.Optional;

/// A way to append events that is measured.
interface Appender extends AutoCloseable {

  /// The caller of a number; each call appends one event and returns once it is durable.
  Load.Caller caller(int number);

  /// Where its time goes, if it tells.
  default Optional<TimedEngine> watch() {
    return Optional.empty();
  }

  /// Events that are in the log, if it is a log of ours.
  default Optional<Long> stored() {
    return Optional.empty();
  }

  @Override
  void close();
}
