package org.genomerecord.consent.renewal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.genomerecord.consent.key.SubjectKeys;
import org.genomerecord.record.event.PatientEvent;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.store.Criterion;
import org.genomerecord.record.store.LogReader;
import org.jspecify.annotations.Nullable;

/// Gives a patient a new generation of the subject key.
///
/// First the key is stored, then its event recorded: permits are given with it from the event on.
/// Cut short in between, a key lies there that no permit carries, and the next attempt uses it;
/// what this service itself writes may be sealed under it already ([SubjectKeys#latest]). Sealing
/// files anew is for the service that keeps them, which follows the event.
@ApplicationScoped
class Renewals {
  private static final EventTypes<PatientEvent> TYPES = EventTypes.of(PatientEvent.class);

  private final LogReader log;
  private final Commands commands;
  private final SubjectKeys keys;

  Renewals(LogReader log, Commands commands, SubjectKeys keys) {
    this.log = log;
    this.commands = commands;
    this.keys = keys;
  }

  /// From the log itself: always current. Blocks.
  KeyGenerations of(Pseudonym patient) {
    var found =
        Awaiting.result(
            log.matching(List.of(new Criterion(Set.of("consents-of:" + patient), Set.of())), 0));
    var state = KeyGenerations.initial();
    for (var stored : found.events()) {
      var envelope = stored.envelope();
      state = state.evolve(TYPES.read(envelope.type(), envelope.version(), envelope.payload()));
    }
    return state;
  }

  /// Blocks.
  ///
  /// @param renewed the generation to be renewed: an earlier one than that in use was renewed
  ///   before, and is not again; null: the one in use, whichever that is
  /// @return the generation in use from now on
  /// @throws Refusal not found, or conflict, if there is no such key to renew, or it was renewed
  ///   too often
  int renew(Pseudonym patient, @Nullable Integer renewed, Attribution attribution) {
    var now = of(patient);
    now.requireKey();
    if (renewed != null && renewed > now.latest()) {
      throw new Refusal(
          Category.CONFLICT, "key-generation-unknown", "no such generation was ever in use");
    }
    if (renewed != null && renewed < now.latest()) {
      return now.latest();
    }
    int next = now.next();
    if (!keys.renew(patient, next)) {
      throw new Refusal(Category.CONFLICT, "patient-erased", "the patient is being erased");
    }
    commands.send(new RenewSubjectKey(patient, next, attribution));
    return next;
  }
}
