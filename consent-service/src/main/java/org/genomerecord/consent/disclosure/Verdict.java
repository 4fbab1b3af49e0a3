package org.genomerecord.consent.disclosure;

import java.util.List;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.DataClass;

/// What the policy says to a request.
sealed interface Verdict {

  /// @param dataClasses those of the classes asked for that are permitted, at least one
  /// @param consents that the permit rests on; empty when patients look at their own record
  record Permit(Action action, List<DataClass> dataClasses, List<ConsentId> consents)
      implements Verdict {
    public Permit {
      dataClasses = List.copyOf(dataClasses);
      consents = List.copyOf(consents);
    }
  }

  record Deny(DenialReason reason) implements Verdict {}
}
