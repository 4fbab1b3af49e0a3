package org.genomerecord.consent.enrolment;

import java.util.UUID;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.annotation.InjectEntity;
import org.genomerecord.record.event.PatientEvent;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.sourcing.Recording;
import org.genomerecord.record.sourcing.Sourced;
import org.jspecify.annotations.Nullable;

/// Joins the pure [Representation] to Axon.
public final class RepresentationHandler {

  /// Adds proxies to a service's commands.
  public static EventSourcingConfigurer register(EventSourcingConfigurer axon) {
    return axon.registerEntity(
            Sourced.by(
                Pseudonym.class,
                "consents-of",
                Representation.class,
                PatientEvent.class,
                Representation::initial,
                Representation::evolve))
        .registerCommandHandlingModule(
            CommandHandlingModule.named("representation")
                .commandHandlers()
                .annotatedCommandHandlingComponent(_ -> new RepresentationHandler()));
  }

  @CommandHandler
  @Nullable UUID handle(
      AppointProxy command, @InjectEntity Representation representation, EventAppender events) {
    return Recording.append(events, command.attribution(), representation.decide(command));
  }

  @CommandHandler
  @Nullable UUID handle(
      EndProxy command, @InjectEntity Representation representation, EventAppender events) {
    return Recording.append(events, command.attribution(), representation.decide(command));
  }
}
