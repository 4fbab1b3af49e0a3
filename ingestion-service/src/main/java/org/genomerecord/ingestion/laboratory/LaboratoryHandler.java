package org.genomerecord.ingestion.laboratory;

import java.util.UUID;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.annotation.InjectEntity;
import org.genomerecord.record.event.LaboratoryEvent;
import org.genomerecord.record.event.LaboratoryId;
import org.genomerecord.record.sourcing.Recording;
import org.genomerecord.record.sourcing.Sourced;
import org.jspecify.annotations.Nullable;

/// Joins the pure [Laboratory] to Axon.
public final class LaboratoryHandler {

  /// Adds laboratories to a service's commands.
  public static EventSourcingConfigurer register(EventSourcingConfigurer axon) {
    return axon.registerEntity(
            Sourced.by(
                LaboratoryId.class,
                "laboratory",
                Laboratory.class,
                LaboratoryEvent.class,
                Laboratory::initial,
                Laboratory::evolve))
        .registerCommandHandlingModule(
            CommandHandlingModule.named("laboratories")
                .commandHandlers()
                .annotatedCommandHandlingComponent(_ -> new LaboratoryHandler()));
  }

  @CommandHandler
  @Nullable UUID handle(
      ChangeLaboratory command, @InjectEntity Laboratory laboratory, EventAppender events) {
    return Recording.append(events, command.attribution(), laboratory.decide(command));
  }
}
