package org.genomerecord.consent.provision;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.genomerecord.record.event.ConsentEvent.ConsentGranted;
import org.genomerecord.record.event.ConsentEvent.ConsentWithdrawn;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.EmergencyEvent.EmergencyAccessDeclared;
import org.genomerecord.record.event.EnrolmentEvent;
import org.genomerecord.record.event.ErasureEvent;
import org.genomerecord.record.event.PatientEvent;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.ProxyEvent;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.SubjectKeyEvent;
import org.genomerecord.record.event.Wording;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.store.Criterion;
import org.genomerecord.record.store.Envelope;
import org.genomerecord.record.store.LogReader;
import org.genomerecord.record.store.StoredEvent;
import org.jspecify.annotations.Nullable;

/// The consents of a patient, read from the log itself: always current. Blocks.
@ApplicationScoped
public class Consents {
  private static final EventTypes<PatientEvent> TYPES = EventTypes.of(PatientEvent.class);
  private static final String GRANTED = EventTypes.storedName(ConsentGranted.class);

  private final LogReader log;

  public Consents(LogReader log) {
    this.log = log;
  }

  /// @param wording what the patient was shown; null: nothing that was kept
  /// @param replaces the consent that this one stands in place of
  /// @param withdrawnAt null: in force, as far as its period goes
  public record Consent(
      ConsentId consent,
      Provision provision,
      @Nullable Wording wording,
      @Nullable ConsentId replaces,
      Instant grantedAt,
      @Nullable Instant withdrawnAt) {
    static Consent of(ConsentGranted granted) {
      return new Consent(
          granted.consent(),
          granted.provision(),
          granted.wording(),
          granted.replaces(),
          granted.grantedAt(),
          null);
    }

    Consent withdrawn(Instant at) {
      return new Consent(consent, provision, wording, replaces, grantedAt, at);
    }

    Consent replacingNothing() {
      return new Consent(consent, provision, wording, null, grantedAt, withdrawnAt);
    }
  }

  /// All consents, withdrawn ones included, oldest first.
  public List<Consent> of(Pseudonym patient) {
    var consents = new LinkedHashMap<ConsentId, Consent>();
    for (var event : matching("consents-of:" + patient)) {
      switch (TYPES.read(event.type(), event.version(), event.payload())) {
        case ConsentGranted granted -> consents.put(granted.consent(), Consent.of(granted));
        case ConsentWithdrawn withdrawn ->
            consents.computeIfPresent(
                withdrawn.consent(), (_, consent) -> consent.withdrawn(withdrawn.withdrawnAt()));
        case EnrolmentEvent _,
            ErasureEvent _,
            EmergencyAccessDeclared _,
            ProxyEvent _,
            SubjectKeyEvent _ -> {}
      }
    }
    return List.copyOf(consents.values());
  }

  /// Those that somebody sees.
  ///
  /// @param proxy who acts for the patient; null: the patient looks
  public List<Consent> seen(Pseudonym patient, @Nullable ProxyView proxy) {
    return proxy == null ? of(patient) : proxy.seen(of(patient));
  }

  /// Those that are not there for who acts for the patient.
  Set<ConsentId> unseen(Pseudonym patient, @Nullable ProxyView proxy) {
    return proxy == null ? Set.of() : proxy.unseen(of(patient));
  }

  /// Whose consent it is; empty: nobody's.
  public Optional<Pseudonym> patientOf(ConsentId consent) {
    return matching("consent:" + consent).stream()
        .filter(event -> event.type().equals(GRANTED))
        .flatMap(event -> Optional.ofNullable(event.tag("patient")).stream())
        .map(Pseudonym::new)
        .findFirst();
  }

  private List<Envelope> matching(String tag) {
    return Awaiting.result(log.matching(List.of(new Criterion(Set.of(tag), Set.of())), 0))
        .events()
        .stream()
        .map(StoredEvent::envelope)
        .toList();
  }
}
