package org.genomerecord.record.sourcing;

import java.util.UUID;
import java.util.function.UnaryOperator;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.annotation.InjectEntity;
import org.jspecify.annotations.Nullable;

/// Joins the pure [Specimen] to Axon as a service does.
final class ReceiveSpecimenHandler {
  private final Runnable beforeDeciding;

  ReceiveSpecimenHandler(Runnable beforeDeciding) {
    this.beforeDeciding = beforeDeciding;
  }

  @CommandHandler
  @Nullable UUID handle(
      ReceiveSpecimen command, @InjectEntity Specimen specimen, EventAppender events) {
    beforeDeciding.run();
    return Recording.append(events, command.attribution(), specimen.decide(command));
  }

  /// @param beforeDeciding runs when the state is read and nothing is appended yet
  static UnaryOperator<EventSourcingConfigurer> modules(Runnable beforeDeciding) {
    return configurer ->
        configurer
            .registerEntity(
                Sourced.by(
                    String.class,
                    "specimen",
                    Specimen.class,
                    SpecimenEvent.class,
                    Specimen.Unknown::new,
                    Specimen::evolve))
            .registerCommandHandlingModule(
                CommandHandlingModule.named("specimen")
                    .commandHandlers()
                    .annotatedCommandHandlingComponent(
                        _ -> new ReceiveSpecimenHandler(beforeDeciding)));
  }
}
