package org.genomerecord.record.event;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// One rule of a consent: what a patient permits, for which purpose, to whom, and until when.
///
/// @param purposeOfUse HL7 v3 `PurposeOfUse` code, such as `TREAT`
/// @param actions what may be done
/// @param dataClasses with which classes of data
/// @param organisations whose members may; empty: any organisation
/// @param from inclusive
/// @param until exclusive
public record Provision(
    String purposeOfUse,
    Set<Action> actions,
    Set<DataClass> dataClasses,
    Set<String> organisations,
    Instant from,
    Instant until) {
  private static final int ORGANISATIONS_MAX = 32;

  /// @throws IllegalArgumentException if nothing is permitted, the period is empty, or a code or an
  ///   organisation has another form than identifiers have
  public Provision {
    // Sorted: Set.copyOf iterates in another order in each process, and with it the stored JSON.
    actions = Collections.unmodifiableSet(new TreeSet<>(actions));
    dataClasses = Collections.unmodifiableSet(new TreeSet<>(dataClasses));
    organisations = Collections.unmodifiableSet(new TreeSet<>(organisations));
    Identifiers.check(purposeOfUse);
    organisations.forEach(Identifiers::check);
    if (organisations.size() > ORGANISATIONS_MAX) {
      throw new IllegalArgumentException("a provision names at most 32 organisations");
    }
    if (actions.isEmpty() || dataClasses.isEmpty()) {
      throw new IllegalArgumentException(
          "a provision names at least one action and one data class");
    }
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("a provision's period ends after it begins");
    }
  }
}
