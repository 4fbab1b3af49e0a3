package org.genomerecord.consent.disclosure;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.record.event.DisclosureEvent;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.AppendConflict;
import org.genomerecord.record.store.AppendSequencer;
import org.genomerecord.record.store.Criterion;
import org.genomerecord.record.store.Envelope;
import org.genomerecord.record.store.LogReader;

/// Decides requests and records the decisions, those of one call in one append: all or none.
/// Blocks.
///
/// The append rests on the consents of every patient asked for: if something of theirs was recorded
/// after what was read, it is refused and all is read and decided again. A withdrawal and a
/// decision cannot cross. That is also why what was read once may be kept for the next decision:
/// kept for too long, it records nothing and so decides nothing.
@ApplicationScoped
class Decisions {
  /// Enough for several writers to one patient's consents; more means that something else is wrong.
  private static final int ATTEMPTS_MAX = 8;

  private final AppendSequencer sequencer;
  private final ConsentsOfPatients consents;

  Decisions(
      AppendSequencer sequencer,
      LogReader log,
      @ConfigProperty(name = "consent.patients-kept-max", defaultValue = "1000")
          int patientsKeptMax) {
    this.sequencer = sequencer;
    this.consents = new ConsentsOfPatients(log, patientsKeptMax);
  }

  /// Returns once all of it is durable.
  ///
  /// @param asked at least one
  /// @return one decision for each request, in order
  /// @throws Refusal unavailable, if the log does not answer; busy, if the consents change all the
  ///   time
  List<Decided> decide(List<DecideDisclosure> asked) {
    var patients = new LinkedHashSet<Pseudonym>();
    asked.forEach(one -> patients.add(one.patient()));
    for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      var read = attempt == 1 ? consents.kept(patients) : consents.read(patients);
      try {
        return recorded(asked, read);
      } catch (AppendConflict _) {
        // Something of one of the patients is newer than what was decided on.
      }
    }
    throw new Refusal(Category.BUSY, "contended", "the record changes too often; try again");
  }

  private List<Decided> recorded(
      List<DecideDisclosure> asked, Map<Pseudonym, ConsentsOfPatients.Read> read) {
    var outcomes = new ArrayList<DisclosureEvent>();
    var events = new ArrayList<Envelope>();
    for (var one : asked) {
      var outcome =
          Disclosures.decide(
              Policies.current(),
              Objects.requireNonNull(read.get(one.patient())).consents(),
              one.patient(),
              one.decision(),
              one.request());
      outcomes.add(outcome);
      events.add(Envelope.of(outcome, one.attribution()));
    }
    long last = appended(new Append(events, conditions(read.keySet()), seen(read)));
    // The append has proved that nothing of theirs came before it.
    read.forEach((patient, one) -> consents.keep(patient, one.consents(), last));
    var decided = new ArrayList<Decided>();
    for (int i = 0; i < outcomes.size(); i++) {
      decided.add(new Decided(last - outcomes.size() + 1 + i, outcomes.get(i)));
    }
    return decided;
  }

  private static List<Criterion> conditions(Set<Pseudonym> patients) {
    return patients.stream().map(ConsentsOfPatients::criterion).toList();
  }

  /// Up to where everything of all the patients was seen.
  private static long seen(Map<Pseudonym, ConsentsOfPatients.Read> read) {
    return read.values().stream().mapToLong(ConsentsOfPatients.Read::position).min().orElseThrow();
  }

  private long appended(Append append) {
    try {
      return sequencer.append(append).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
