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
  /// @throws IllegalArgumentException if nothing is permitted or the period is empty
  public Provision {
    // Sorted: Set.copyOf iterates in another order in each process, and with it the stored JSON.
    actions = Collections.unmodifiableSet(new TreeSet<>(actions));
    dataClasses = Collections.unmodifiableSet(new TreeSet<>(dataClasses));
    organisations = Collections.unmodifiableSet(new TreeSet<>(organisations));
    if (actions.isEmpty() || dataClasses.isEmpty()) {
      throw new IllegalArgumentException(
          "a provision names at least one action and one data class");
    }
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("a provision's period ends after it begins");
    }
  }
}
