package org.genomerecord.consent.enrolment;

import java.util.UUID;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.annotation.InjectEntity;
import org.genomerecord.record.event.EnrolmentEvent;
import org.genomerecord.record.sourcing.Recording;
import org.genomerecord.record.sourcing.Sourced;
import org.jspecify.annotations.Nullable;

/// Joins the pure [Enrolment] to Axon.
public final class EnrolPatientHandler {

  /// Adds enrolment to a service's commands.
  public static EventSourcingConfigurer register(EventSourcingConfigurer axon) {
    return axon.registerEntity(
            Sourced.by(
                String.class,
                "identifier",
                Enrolment.class,
                EnrolmentEvent.class,
                Enrolment::initial,
                Enrolment::evolve))
        .registerEntity(
            Sourced.by(
                String.class,
                "account",
                AccountLink.class,
                EnrolmentEvent.class,
                AccountLink::initial,
                AccountLink::evolve))
        .registerCommandHandlingModule(
            CommandHandlingModule.named("enrolment")
                .commandHandlers()
                .annotatedCommandHandlingComponent(_ -> new EnrolPatientHandler()));
  }

  @CommandHandler
  @Nullable UUID handle(
      EnrolPatient command,
      @InjectEntity Enrolment enrolment,
      @InjectEntity(idProperty = "accountIndex") AccountLink account,
      EventAppender events) {
    return Recording.append(events, command.attribution(), enrolment.decide(command, account));
  }
}
