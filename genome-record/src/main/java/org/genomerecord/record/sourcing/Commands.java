package org.genomerecord.record.sourcing;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.commandhandling.gateway.CommandGateway;
import org.axonframework.update.UpdateCheckerConfigurationEnhancer;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/// Sends commands to the pure deciders of one service.
public final class Commands implements AutoCloseable {
  /// Enough for several writers to one consistency boundary; more means that something else is
  /// wrong.
  private static final int ATTEMPTS_MAX = 8;

  private final AxonConfiguration axon;
  private final CommandGateway gateway;

  private Commands(AxonConfiguration axon) {
    this.axon = axon;
    this.gateway = axon.getComponent(CommandGateway.class);
  }

  /// @param modules adds the service's entities and command handlers
  public static Commands on(
      EventStorageEngine engine, UnaryOperator<EventSourcingConfigurer> modules) {
    var axon =
        modules
            .apply(EventSourcingConfigurer.create())
            .registerEventStorageEngine(_ -> engine)
            // It would report versions and a machine id to its vendor.
            .componentRegistry(
                registry -> registry.disableEnhancer(UpdateCheckerConfigurationEnhancer.class))
            .build();
    axon.start();
    return new Commands(axon);
  }

  /// Decides and appends; blocks until the events are durable, so call it from a virtual or worker
  /// thread.
  ///
  /// If events that the decision rests on changed between reading and appending, it is made again
  /// on the newer state: that is the protocol of a consistency boundary, not a retry of a failure.
  ///
  /// @return what the handler returned: the id of the last event appended, or null if the decision
  ///   was to record nothing
  /// @throws Refusal as the decider or the store refused
  public @Nullable UUID send(Object command) {
    return send(command, UUID.class);
  }

  /// Like [#send(Object)], for a handler that returns something else.
  public <R> @Nullable R send(Object command, Class<R> resultType) {
    for (int attempt = 1; ; attempt++) {
      try {
        return result(gateway.send(command).resultAs(resultType));
      } catch (AppendEventsTransactionRejectedException _) {
        if (attempt == ATTEMPTS_MAX) {
          throw new Refusal(Category.BUSY, "contended", "the record changes too often; try again");
        }
      }
    }
  }

  private static <R> @Nullable R result(CompletableFuture<R> result) {
    try {
      return result.join();
    } catch (CompletionException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof Refusal refusal) {
          throw refusal;
        }
        if (cause instanceof AppendEventsTransactionRejectedException rejected) {
          throw rejected;
        }
      }
      throw e;
    }
  }

  @Override
  public void close() {
    axon.shutdown();
  }
}
