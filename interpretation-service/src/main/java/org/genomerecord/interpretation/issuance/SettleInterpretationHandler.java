package org.genomerecord.interpretation.issuance;

import java.util.UUID;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.annotation.InjectEntity;
import org.genomerecord.record.event.CallSetId;
import org.genomerecord.record.event.InterpretationEvent;
import org.genomerecord.record.sourcing.Recording;
import org.genomerecord.record.sourcing.Sourced;
import org.jspecify.annotations.Nullable;

/// Joins the pure [Interpretation] to Axon.
public final class SettleInterpretationHandler {

  /// Adds interpretations to a service's commands.
  public static EventSourcingConfigurer register(EventSourcingConfigurer axon) {
    return axon.registerEntity(
            Sourced.by(
                CallSetId.class,
                "call-set",
                Interpretation.class,
                InterpretationEvent.class,
                Interpretation::initial,
                Interpretation::evolve))
        .registerCommandHandlingModule(
            CommandHandlingModule.named("interpretations")
                .commandHandlers()
                .annotatedCommandHandlingComponent(_ -> new SettleInterpretationHandler()));
  }

  @CommandHandler
  @Nullable UUID handle(
      SettleInterpretation command,
      @InjectEntity Interpretation interpretation,
      EventAppender events) {
    return Recording.append(events, command.attribution(), interpretation.decide(command));
  }

  @CommandHandler
  @Nullable UUID handle(
      AmendInterpretation command,
      @InjectEntity Interpretation interpretation,
      EventAppender events) {
    return Recording.append(events, command.attribution(), interpretation.decide(command));
  }

  @CommandHandler
  @Nullable UUID handle(
      WithdrawInterpretation command,
      @InjectEntity Interpretation interpretation,
      EventAppender events) {
    return Recording.append(events, command.attribution(), interpretation.decide(command));
  }

  @CommandHandler
  @Nullable UUID handle(
      CloseRecontact command, @InjectEntity Interpretation interpretation, EventAppender events) {
    return Recording.append(events, command.attribution(), interpretation.decide(command));
  }
}
