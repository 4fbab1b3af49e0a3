package org.genomerecord.ledger.audit;

import static org.genomerecord.ledger.audit.KnownEvent.DECIDED_AT;
import static org.genomerecord.ledger.audit.KnownEvent.GRANTED;
import static org.genomerecord.ledger.audit.KnownEvent.PERMITTED;
import static org.genomerecord.ledger.audit.KnownEvent.WITHDRAWN;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.text.Timestamp;
import org.jspecify.annotations.Nullable;

/// Whether each permit rests on a consent that was in force at its position and covers it. The
/// events of one consent stand in one log, in order.
///
/// @param found gets each event with which something is wrong, and what
/// @param parts gets each permit that rests on several consents, of its data classes only those
///   that this consent does not cover
record ConsentRules(BiConsumer<AuditedEvent, String> found, Consumer<AuditedEvent> parts) {

  void judge(List<AuditedEvent> events) {
    AuditedEvent granted = null;
    AuditedEvent withdrawn = null;
    for (var event : events) {
      if (granted != null && !event.text("patient").equals(granted.text("patient"))) {
        found.accept(event, "the consent that it names is of another patient");
      }
      switch (event.type()) {
        case GRANTED -> {
          if (granted != null) {
            found.accept(event, "another consent has this id");
          }
          granted = event;
        }
        case WITHDRAWN -> {
          if (granted == null) {
            found.accept(event, "the consent that it withdraws was never granted");
          }
          withdrawn = event;
        }
        case PERMITTED -> permit(event, granted, withdrawn);
        default -> throw new IllegalStateException("no event of a consent");
      }
    }
  }

  private void permit(
      AuditedEvent permit, @Nullable AuditedEvent granted, @Nullable AuditedEvent withdrawn) {
    if (granted == null) {
      found.accept(permit, "a consent that it rests on was never granted");
    } else if (withdrawn != null) {
      found.accept(permit, "a consent that it rests on was withdrawn before");
    } else if (!covers(granted, permit)) {
      found.accept(permit, "a consent that it rests on does not cover it");
    } else if (permit.texts("consents").size() > 1) {
      var uncovered = new ArrayList<>(permit.texts("dataClasses"));
      uncovered.removeAll(granted.texts("provision.dataClasses"));
      parts.accept(permit.with("dataClasses", uncovered));
    }
  }

  /// Several consents cover together what none covers alone.
  ///
  /// @param uncovered the parts of one permit
  void judgeTogether(List<AuditedEvent> uncovered) {
    var permit = uncovered.getFirst();
    var classes = new ArrayList<>(permit.texts("dataClasses"));
    uncovered.forEach(part -> classes.retainAll(part.texts("dataClasses")));
    // A part that is missing is one of a consent that it cannot rest on, and was found.
    if (uncovered.size() == permit.texts("consents").size() && !classes.isEmpty()) {
      found.accept(permit, "the consents that it rests on together do not cover it");
    }
  }

  private static boolean covers(AuditedEvent granted, AuditedEvent permit) {
    var classes = granted.texts("provision.dataClasses");
    var permitted = permit.texts("dataClasses");
    // Each of several has to cover something; whether it is all, they show together.
    boolean classesCovered =
        permit.texts("consents").size() == 1
            ? classes.containsAll(permitted)
            : !Collections.disjoint(classes, permitted);
    return classesCovered
        && granted.text("provision.purposeOfUse").equals(permit.purposeOfUse())
        && granted.texts("provision.actions").contains(permit.text("action"))
        && organisation(granted, permit)
        && inPeriod(granted, permit);
  }

  /// None named: any. The suite's own services belong to no organisation.
  private static boolean organisation(AuditedEvent granted, AuditedEvent permit) {
    var organisations = granted.texts("provision.organisations");
    var organisation = permit.organisation();
    return organisations.isEmpty()
        || permit.role().equals("service")
        || (organisation != null && organisations.contains(organisation));
  }

  private static boolean inPeriod(AuditedEvent granted, AuditedEvent permit) {
    try {
      var at = Timestamp.parse(permit.text(DECIDED_AT));
      return !at.isBefore(Timestamp.parse(granted.text("provision.from")))
          && at.isBefore(Timestamp.parse(granted.text("provision.until")));
    } catch (Malformed _) {
      return false;
    }
  }
}
