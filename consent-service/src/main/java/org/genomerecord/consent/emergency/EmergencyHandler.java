package org.genomerecord.consent.emergency;

import java.util.UUID;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.annotation.InjectEntity;
import org.genomerecord.consent.provision.PatientConsents;
import org.genomerecord.record.event.EmergencyAccessId;
import org.genomerecord.record.event.EmergencyEvent;
import org.genomerecord.record.sourcing.Recording;
import org.genomerecord.record.sourcing.Sourced;
import org.jspecify.annotations.Nullable;

/// Joins the pure [EmergencyAccess] to Axon.
public final class EmergencyHandler {

  /// Adds emergency access to a service's commands. Needs the consents registered.
  public static EventSourcingConfigurer register(EventSourcingConfigurer axon) {
    return axon.registerEntity(
            Sourced.by(
                EmergencyAccessId.class,
                "review-of",
                EmergencyAccess.class,
                EmergencyEvent.class,
                EmergencyAccess::initial,
                EmergencyAccess::evolve))
        .registerCommandHandlingModule(
            CommandHandlingModule.named("emergencies")
                .commandHandlers()
                .annotatedCommandHandlingComponent(_ -> new EmergencyHandler()));
  }

  @CommandHandler
  @Nullable UUID handle(
      DeclareEmergency command, @InjectEntity PatientConsents patient, EventAppender events) {
    return Recording.append(
        events, command.attribution(), EmergencyAccess.decide(patient, command));
  }

  @CommandHandler
  @Nullable UUID handle(
      ReviewEmergency command, @InjectEntity EmergencyAccess emergency, EventAppender events) {
    return Recording.append(events, command.attribution(), emergency.decide(command));
  }
}
