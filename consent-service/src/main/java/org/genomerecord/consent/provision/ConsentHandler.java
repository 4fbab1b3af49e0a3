package org.genomerecord.consent.provision;

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

/// Joins the pure [PatientConsents] to Axon.
public final class ConsentHandler {

  /// Adds consents to a service's commands.
  public static EventSourcingConfigurer register(EventSourcingConfigurer axon) {
    return axon.registerEntity(
            Sourced.by(
                Pseudonym.class,
                "consents-of",
                PatientConsents.class,
                PatientEvent.class,
                PatientConsents::initial,
                PatientConsents::evolve))
        .registerCommandHandlingModule(
            CommandHandlingModule.named("consents")
                .commandHandlers()
                .annotatedCommandHandlingComponent(_ -> new ConsentHandler()));
  }

  @CommandHandler
  @Nullable UUID handle(
      GrantConsent command, @InjectEntity PatientConsents consents, EventAppender events) {
    return Recording.append(events, command.attribution(), consents.decide(command));
  }

  @CommandHandler
  @Nullable UUID handle(
      WithdrawConsent command, @InjectEntity PatientConsents consents, EventAppender events) {
    return Recording.append(events, command.attribution(), consents.decide(command));
  }

  @CommandHandler
  TierWithdrawn handle(
      WithdrawTier command, @InjectEntity PatientConsents consents, EventAppender events) {
    var decided = consents.decide(command);
    return TierWithdrawn.of(Recording.append(events, command.attribution(), decided), decided);
  }
}
