package org.genomerecord.ingestion.quarantine;

import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.annotation.InjectEntity;
import org.genomerecord.ingestion.accession.Accession;
import org.genomerecord.record.event.AccessionId;
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
                AccessionId.class,
                "quarantined",
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
      @InjectEntity Quarantine quarantine,
      @InjectEntity Accession accession,
      EventAppender events) {
    requireFree(accession, "accession-content", "another file has this accession number");
    return Recording.append(events, command.attribution(), quarantine.decide(command));
  }

  @CommandHandler
  @Nullable UUID handle(
      EndQuarantine command, @InjectEntity Quarantine quarantine, EventAppender events) {
    return Recording.append(events, command.attribution(), quarantine.decide(command));
  }

  /// In one append: it is released and received, or neither. Who comes second is told that it does
  /// not wait any more, unless it was released between the reading of the two states.
  @CommandHandler
  @Nullable UUID handle(
      ReleaseQuarantined command,
      @InjectEntity Quarantine quarantine,
      @InjectEntity Accession accession,
      EventAppender events) {
    var released = quarantine.decide(command);
    requireFree(
        accession,
        "resubmitted",
        "the laboratory has submitted this again meanwhile, or it was just released");
    return Recording.append(
        events,
        command.attribution(),
        Stream.concat(released.stream(), accession.decide(command.submission()).stream()).toList());
  }

  /// @throws Refusal conflict, if something was taken in under the number
  private static void requireFree(Accession accession, String code, String message) {
    if (!(accession instanceof Accession.Unknown)) {
      throw new Refusal(Category.CONFLICT, code, message);
    }
  }
}
