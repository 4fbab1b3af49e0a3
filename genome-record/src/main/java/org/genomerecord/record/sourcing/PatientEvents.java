package org.genomerecord.record.sourcing;

import java.util.List;
import java.util.Optional;
import org.genomerecord.record.event.AccessEvent;
import org.genomerecord.record.event.AuditEvent;
import org.genomerecord.record.event.DisclosureEvent;
import org.genomerecord.record.event.EmergencyEvent;
import org.genomerecord.record.event.KeyEvent;
import org.genomerecord.record.event.PatientEvent;
import org.genomerecord.record.event.QuarantineKeyEvent;

/// How another service reads the log of consent-service: what changes what a patient permits, and
/// no more. What else is known to stand there is passed over; what is not known is not.
public final class PatientEvents {
  private static final EventTypes<PatientEvent> TYPES = EventTypes.of(PatientEvent.class);
  private static final List<EventTypes<?>> PASSED_OVER =
      List.of(
          EventTypes.of(DisclosureEvent.class),
          EventTypes.of(EmergencyEvent.class),
          EventTypes.of(KeyEvent.class),
          EventTypes.of(QuarantineKeyEvent.class),
          EventTypes.of(AuditEvent.class),
          EventTypes.of(AccessEvent.class));

  private PatientEvents() {}

  /// Reads an event as it is stored.
  ///
  /// @return empty: it is of another kind
  /// @throws UnknownEvent if no family has it
  public static Optional<PatientEvent> read(String type, String version, String json) {
    if (!TYPES.knows(type) && PASSED_OVER.stream().anyMatch(family -> family.knows(type))) {
      return Optional.empty();
    }
    return Optional.of(TYPES.read(type, version, json));
  }
}
