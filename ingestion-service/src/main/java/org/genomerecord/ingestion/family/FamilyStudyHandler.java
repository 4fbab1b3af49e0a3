package org.genomerecord.ingestion.family;

import java.util.UUID;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.annotation.InjectEntity;
import org.genomerecord.record.event.FamilyStudyEvent;
import org.genomerecord.record.event.FamilyStudyId;
import org.genomerecord.record.sourcing.Recording;
import org.genomerecord.record.sourcing.Sourced;
import org.jspecify.annotations.Nullable;

/// Joins the pure [FamilyStudy] to Axon.
public final class FamilyStudyHandler {

  /// Adds family studies to a service's commands.
  public static EventSourcingConfigurer register(EventSourcingConfigurer axon) {
    return axon.registerEntity(
            Sourced.by(
                FamilyStudyId.class,
                "study",
                FamilyStudy.class,
                FamilyStudyEvent.class,
                FamilyStudy::initial,
                FamilyStudy::evolve))
        .registerCommandHandlingModule(
            CommandHandlingModule.named("family-studies")
                .commandHandlers()
                .annotatedCommandHandlingComponent(_ -> new FamilyStudyHandler()));
  }

  @CommandHandler
  @Nullable UUID handle(
      ReportFamilyStudy command, @InjectEntity FamilyStudy study, EventAppender events) {
    return Recording.append(events, command.attribution(), study.decide(command));
  }
}
