package org.genomerecord.consent.disclosure;

import java.util.List;
import java.util.Objects;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.messaging.commandhandling.annotation.CommandHandler;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.modelling.annotation.InjectEntity;
import org.genomerecord.consent.provision.PatientConsents;
import org.genomerecord.record.sourcing.Recording;

/// Joins the pure policy to Axon.
///
/// The append rests on the patient's consents: if one is withdrawn between reading and recording,
/// the append is refused and the decision is made again. A withdrawal and a decision cannot cross.
public final class DecideDisclosureHandler {

  /// Adds decisions to a service's commands. Needs the consents registered.
  public static EventSourcingConfigurer register(EventSourcingConfigurer axon) {
    return axon.registerCommandHandlingModule(
        CommandHandlingModule.named("disclosures")
            .commandHandlers()
            .annotatedCommandHandlingComponent(_ -> new DecideDisclosureHandler()));
  }

  @CommandHandler
  Decided handle(
      DecideDisclosure command, @InjectEntity PatientConsents consents, EventAppender events) {
    var outcome =
        Disclosures.decide(
            Policies.current(), consents, command.patient(), command.decision(), command.request());
    var event = Recording.append(events, command.attribution(), List.of(outcome));
    return new Decided(Objects.requireNonNull(event), outcome);
  }
}
