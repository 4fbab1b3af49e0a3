package org.genomerecord.record.permit;

import java.util.List;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.Obligation;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.seal.SubjectKey;
import org.jspecify.annotations.Nullable;

/// What consent-service decided, on record.
public sealed interface Decision {
  DecisionId id();

  /// Permitted. The key is for the one operation that was asked for, and is not kept.
  ///
  /// @param position of the decision in the log of consent-service
  /// @param obligations what it obliges the actor to
  record Permit(
      DecisionId id,
      long position,
      Pseudonym patient,
      List<DataClass> dataClasses,
      List<Obligation> obligations,
      SubjectKey key)
      implements Decision {
    public Permit {
      dataClasses = List.copyOf(dataClasses);
      obligations = List.copyOf(obligations);
    }

    @Override
    public String toString() {
      return "Permit[" + id + "]";
    }
  }

  /// Denied.
  ///
  /// @param reason stable code
  record Denial(DecisionId id, String reason, @Nullable Pseudonym patient) implements Decision {}
}
