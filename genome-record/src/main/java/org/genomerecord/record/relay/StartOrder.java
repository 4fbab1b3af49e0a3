package org.genomerecord.record.relay;

/// The order in which the parts of a service start, as priorities of `StartupEvent` observers.
///
/// Kafka channels come up at 1000: what consumers rely on starts before, what needs an emitter
/// after.
public final class StartOrder {
  /// The sequencer takes over the log.
  public static final int STORE = 100;

  /// Projections follow the log.
  public static final int PROJECTIONS = 200;

  /// The relay publishes it.
  public static final int RELAY = 1_100;

  /// What the service does on its own account, such as resuming work.
  public static final int SERVICE = 1_200;

  private StartOrder() {}
}
