package org.genomerecord.consent.erasure;

import java.util.List;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.annotation.InjectEntity;
import org.genomerecord.record.event.ErasureEvent;
import org.genomerecord.record.event.PatientEvent;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.sourcing.Recording;
import org.genomerecord.record.sourcing.Sourced;

/// Joins the pure [PatientErasure] to Axon.
public final class ErasureHandler {

  /// Adds erasure to a service's commands.
  public static EventSourcingConfigurer register(EventSourcingConfigurer axon) {
    return axon.registerEntity(
            Sourced.by(
                Pseudonym.class,
                "consents-of",
                PatientErasure.class,
                PatientEvent.class,
                PatientErasure::initial,
                PatientErasure::evolve))
        .registerCommandHandlingModule(
            CommandHandlingModule.named("erasure")
                .commandHandlers()
                .annotatedCommandHandlingComponent(_ -> new ErasureHandler()));
  }

  @CommandHandler
  Step handle(RequestErasure command, @InjectEntity PatientErasure erasure, EventAppender events) {
    return record(command, erasure.decide(command), events);
  }

  @CommandHandler
  Step handle(CancelErasure command, @InjectEntity PatientErasure erasure, EventAppender events) {
    return record(command, erasure.decide(command), events);
  }

  @CommandHandler
  Step handle(BeginErasure command, @InjectEntity PatientErasure erasure, EventAppender events) {
    return record(command, erasure.decide(command), events);
  }

  @CommandHandler
  Step handle(CertifyErasure command, @InjectEntity PatientErasure erasure, EventAppender events) {
    return record(command, erasure.decide(command), events);
  }

  @CommandHandler
  Step handle(PlaceLegalHold command, @InjectEntity PatientErasure erasure, EventAppender events) {
    return record(command, erasure.decide(command), events);
  }

  @CommandHandler
  Step handle(LiftLegalHold command, @InjectEntity PatientErasure erasure, EventAppender events) {
    return record(command, erasure.decide(command), events);
  }

  private static Step record(
      ErasureCommand command, List<ErasureEvent> decided, EventAppender events) {
    return new Step(Recording.append(events, command.attribution(), decided), decided);
  }
}
