package org.genomerecord.ingestion.accession;

import java.util.UUID;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.annotation.InjectEntity;
import org.genomerecord.record.event.AccessionEvent;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.sourcing.Recording;
import org.genomerecord.record.sourcing.Sourced;
import org.jspecify.annotations.Nullable;

/// Joins the pure [Accession] to Axon.
public final class AccessionHandler {

  /// Adds accessions to a service's commands.
  public static EventSourcingConfigurer register(EventSourcingConfigurer axon) {
    return axon.registerEntity(
            Sourced.by(
                AccessionId.class,
                "accession",
                Accession.class,
                AccessionEvent.class,
                Accession::initial,
                Accession::evolve))
        .registerCommandHandlingModule(
            CommandHandlingModule.named("accessions")
                .commandHandlers()
                .annotatedCommandHandlingComponent(_ -> new AccessionHandler()));
  }

  @CommandHandler
  @Nullable UUID handle(
      ReceiveSubmission command, @InjectEntity Accession accession, EventAppender events) {
    return Recording.append(events, command.attribution(), accession.decide(command));
  }

  @CommandHandler
  @Nullable UUID handle(
      WithdrawSubmission command, @InjectEntity Accession accession, EventAppender events) {
    return Recording.append(events, command.attribution(), accession.decide(command));
  }

  @CommandHandler
  @Nullable UUID handle(
      SettleSubmission command, @InjectEntity Accession accession, EventAppender events) {
    return Recording.append(events, command.attribution(), accession.decide(command));
  }
}
