package org.genomerecord.consent.disclosure;

import java.util.List;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.EmergencyAccessId;
import org.genomerecord.record.event.Ground;
import org.genomerecord.record.event.Obligation;
import org.genomerecord.record.event.ProxyId;
import org.jspecify.annotations.Nullable;

/// What the policy says to a request.
sealed interface Verdict {

  /// The rules of consents that decided, in order.
  List<Ground> grounds();

  /// @param dataClasses those of the classes asked for that are permitted, at least one
  /// @param consents that the permit rests on; empty when patients look at their own record, or an
  ///   emergency permits it all, or who acts for the patient asks
  /// @param emergency that it rests on; null: on none
  /// @param proxy the appointment of who asks for the patient; null: nobody does
  record Permit(
      Action action,
      List<DataClass> dataClasses,
      List<ConsentId> consents,
      @Nullable EmergencyAccessId emergency,
      @Nullable ProxyId proxy,
      List<Obligation> obligations,
      List<Ground> grounds)
      implements Verdict {
    public Permit {
      dataClasses = List.copyOf(dataClasses);
      consents = List.copyOf(consents);
      obligations = List.copyOf(obligations);
      grounds = List.copyOf(grounds);
    }
  }

  /// Denied for a reason.
  record Deny(DenialReason reason, List<Ground> grounds) implements Verdict {
    public Deny {
      grounds = List.copyOf(grounds);
    }
  }
}
