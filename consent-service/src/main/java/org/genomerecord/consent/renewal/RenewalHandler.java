package org.genomerecord.consent.renewal;

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

/// Joins the pure [KeyGenerations] to Axon.
public final class RenewalHandler {

  /// Adds the renewal of subject keys to a service's commands.
  public static EventSourcingConfigurer register(EventSourcingConfigurer axon) {
    return axon.registerEntity(
            Sourced.by(
                Pseudonym.class,
                "consents-of",
                KeyGenerations.class,
                PatientEvent.class,
                KeyGenerations::initial,
                KeyGenerations::evolve))
        .registerCommandHandlingModule(
            CommandHandlingModule.named("renewal")
                .commandHandlers()
                .annotatedCommandHandlingComponent(_ -> new RenewalHandler()));
  }

  @CommandHandler
  @Nullable UUID handle(
      RenewSubjectKey command, @InjectEntity KeyGenerations generations, EventAppender events) {
    return Recording.append(events, command.attribution(), generations.decide(command));
  }
}
