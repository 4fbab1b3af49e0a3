package org.genomerecord.consent.disclosure;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.genomerecord.consent.provision.PatientConsents;
import org.genomerecord.record.event.PatientEvent;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.store.Criterion;
import org.genomerecord.record.store.LogReader;
import org.genomerecord.record.store.StoredEvent;

/// What patients permit, each as of a position of the log, and kept for those last asked about.
///
/// Whoever decides on it has to record the decision under the condition that nothing of the
/// patient's came after that position. Without such an append it proves nothing.
final class ConsentsOfPatients {
  private static final EventTypes<PatientEvent> EVENTS = EventTypes.of(PatientEvent.class);
  private static final String TAG = "consents-of";

  private final LogReader log;
  private final Map<Pseudonym, Read> kept;

  /// @param position up to which everything of the patient's is in it
  record Read(PatientConsents consents, long position) {}

  /// @param patientsMax that are kept; those asked about longest ago are forgotten first
  ConsentsOfPatients(LogReader log, int patientsMax) {
    this.log = log;
    this.kept =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Pseudonym, Read> eldest) {
            return size() > patientsMax;
          }
        };
  }

  /// Selects everything that a decision about a patient rests on. By tag alone: an event of a newer
  /// release stops the decision instead of being left out of it.
  static Criterion criterion(Pseudonym patient) {
    return new Criterion(Set.of(TAG + ":" + patient), Set.of());
  }

  /// As kept, and for those of whom nothing is kept as it is in the log now. Blocks.
  Map<Pseudonym, Read> kept(Set<Pseudonym> patients) {
    var found = new HashMap<Pseudonym, Read>();
    synchronized (kept) {
      for (var patient : patients) {
        var one = kept.get(patient);
        if (one != null) {
          found.put(patient, one);
        }
      }
    }
    var missing = patients.stream().filter(patient -> !found.containsKey(patient)).toList();
    if (!missing.isEmpty()) {
      found.putAll(read(missing));
    }
    return found;
  }

  /// As it is in the log now. Blocks.
  ///
  /// @throws org.genomerecord.record.sourcing.UnknownEvent if a newer release recorded something
  Map<Pseudonym, Read> read(Collection<Pseudonym> patients) {
    var found =
        Awaiting.result(
            log.matching(patients.stream().map(ConsentsOfPatients::criterion).toList(), 0));
    var consents = new HashMap<Pseudonym, PatientConsents>();
    patients.forEach(patient -> consents.put(patient, PatientConsents.initial()));
    for (var stored : found.events()) {
      consents.computeIfPresent(patientOf(stored), (_, before) -> before.evolve(event(stored)));
    }
    var read = new HashMap<Pseudonym, Read>();
    consents.forEach((patient, one) -> read.put(patient, new Read(one, found.head())));
    return read;
  }

  private static Pseudonym patientOf(StoredEvent stored) {
    return new Pseudonym(Objects.requireNonNull(stored.envelope().tag(TAG)));
  }

  private static PatientEvent event(StoredEvent stored) {
    var envelope = stored.envelope();
    return EVENTS.read(envelope.type(), envelope.version(), envelope.payload());
  }

  /// Keeps what is known to hold up to a position, unless something later is kept.
  void keep(Pseudonym patient, PatientConsents consents, long position) {
    var read = new Read(consents, position);
    synchronized (kept) {
      kept.merge(patient, read, (one, other) -> one.position() > other.position() ? one : other);
    }
  }
}
