package org.genomerecord.localstack.server;

import java.net.URI;
import java.util.List;

/// One process of the stack. Starting, preparing and settling may be repeated without harm.
public interface Server {

  /// As it is called on the command line: `postgresql`, `gateway`.
  String name();

  /// Where it can be reached.
  URI url();

  /// The loopback ports it listens on.
  List<Integer> ports();

  /// Makes its files, if they are not there yet.
  void prepare();

  /// Starts the process; returns at once.
  Launched launch();

  /// Whether it answers.
  boolean isReady();

  /// Where `isReady` asks, for people to ask there too.
  default URI readyUrl() {
    return url();
  }

  /// What has to be there before others may use it: databases, topics.
  default void settle() {}

  /// The signal that ends it soonest in good order.
  default String stopSignal() {
    return "TERM";
  }
}
