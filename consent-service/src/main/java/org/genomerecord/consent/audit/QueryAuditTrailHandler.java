package org.genomerecord.consent.audit;

import java.util.UUID;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.genomerecord.record.sourcing.Recording;
import org.jspecify.annotations.Nullable;

/// Joins the recording of audit queries to Axon.
public final class QueryAuditTrailHandler {

  /// Adds audit queries to a service's commands.
  public static EventSourcingConfigurer register(EventSourcingConfigurer axon) {
    return axon.registerCommandHandlingModule(
        CommandHandlingModule.named("audit")
            .commandHandlers()
            .annotatedCommandHandlingComponent(_ -> new QueryAuditTrailHandler()));
  }

  @CommandHandler
  @Nullable UUID handle(QueryAuditTrail command, EventAppender events) {
    return Recording.append(events, command.attribution(), command.decide());
  }

  @CommandHandler
  @Nullable UUID handle(PurgeAuditTrail command, EventAppender events) {
    return Recording.append(events, command.attribution(), command.decide());
  }
}
