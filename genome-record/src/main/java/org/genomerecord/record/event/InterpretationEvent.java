package org.genomerecord.record.event;

import java.time.Instant;
import java.util.List;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;

/// What can happen to the interpretation of a call set.
public sealed interface InterpretationEvent {
  CallSetId callSet();

  /// A call set was interpreted.
  ///
  /// @param knowledge name of the knowledge release that was used
  /// @param dataClasses that the patient permitted and that were interpreted
  /// @param decision that permitted to use the call set
  /// @param sealed the findings
  @Event(namespace = "interpretation", name = "InterpretationIssued", version = "1")
  record InterpretationIssued(
      @EventTag(key = "interpretation") InterpretationId interpretation,
      @EventTag(key = "call-set") CallSetId callSet,
      @EventTag(key = "accession") AccessionId accession,
      @EventTag(key = "patient") Pseudonym patient,
      String knowledge,
      List<DataClass> dataClasses,
      DecisionId decision,
      Sealed sealed,
      Instant issuedAt)
      implements InterpretationEvent, SealedEvent {
    public InterpretationIssued {
      dataClasses = List.copyOf(dataClasses);
    }
  }

  /// A call set was not interpreted.
  ///
  /// @param reason stable code, such as `no-consent` or `assembly-unsupported`
  @Event(namespace = "interpretation", name = "InterpretationDeclined", version = "1")
  record InterpretationDeclined(
      @EventTag(key = "call-set") CallSetId callSet,
      @EventTag(key = "accession") AccessionId accession,
      @EventTag(key = "patient") Pseudonym patient,
      String reason,
      Instant declinedAt)
      implements InterpretationEvent {}
}
