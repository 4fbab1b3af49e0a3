package org.genomerecord.ingestion.quarantine;

import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.annotation.InjectEntity;
import org.genomerecord.ingestion.accession.Accession;
import org.genomerecord.record.event.LaboratoryId;
import org.genomerecord.record.event.QuarantineEvent;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.Recording;
import org.genomerecord.record.sourcing.Sourced;
import org.jspecify.annotations.Nullable;

/// Joins the pure [Quarantine] to Axon.
public final class QuarantineHandler {

  /// Adds the quarantine to a service's commands, which have accessions.
  public static EventSourcingConfigurer register(EventSourcingConfigurer axon) {
    return axon.registerEntity(
            Sourced.by(
                LaboratoryId.class,
                "quarantine",
                Quarantine.class,
                QuarantineEvent.class,
                Quarantine::initial,
                Quarantine::evolve))
        .registerCommandHandlingModule(
            CommandHandlingModule.named("quarantine")
                .commandHandlers()
                .annotatedCommandHandlingComponent(_ -> new QuarantineHandler()));
  }

  /// Meanwhile an earlier file may have been released, or another one permitted: then this one is
  /// another file under a number that is taken.
  @CommandHandler
  @Nullable UUID handle(
      QuarantineSubmission command,
      @InjectEntity(idProperty = "laboratory") Quarantine quarantine,
      @InjectEntity(idProperty = "accession") Accession accession,
      EventAppender events) {
    if (!(accession instanceof Accession.Unknown)) {
      throw new Refusal(
          Category.CONFLICT, "accession-content", "another file has this accession number");
    }
    return Recording.append(events, command.attribution(), quarantine.decide(command));
  }

  @CommandHandler
  @Nullable UUID handle(
      EndQuarantine command, @InjectEntity Quarantine quarantine, EventAppender events) {
    return Recording.append(events, command.attribution(), quarantine.decide(command));
  }

  /// In one append: it is released and received, or neither.
  @CommandHandler
  @Nullable UUID handle(
      ReleaseQuarantined command,
      @InjectEntity(idProperty = "laboratory") Quarantine quarantine,
      @InjectEntity(idProperty = "accession") Accession accession,
      EventAppender events) {
    if (!(accession instanceof Accession.Unknown)) {
      throw new Refusal(
          Category.CONFLICT, "resubmitted", "the laboratory has submitted this again meanwhile");
    }
    return Recording.append(
        events,
        command.attribution(),
        Stream.concat(
                quarantine.decide(command).stream(),
                accession.decide(command.submission()).stream())
            .toList());
  }
}
