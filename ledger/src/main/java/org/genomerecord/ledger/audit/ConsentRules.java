package org.genomerecord.ledger.audit;

import static org.genomerecord.ledger.audit.KnownEvent.DECIDED_AT;
import static org.genomerecord.ledger.audit.KnownEvent.GRANTED;
import static org.genomerecord.ledger.audit.KnownEvent.PERMITTED;
import static org.genomerecord.ledger.audit.KnownEvent.WITHDRAWN;
import static org.genomerecord.ledger.audit.Provision.Type.DENY;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.genomerecord.ledger.text.Timestamp;
import org.jspecify.annotations.Nullable;

/// Whether each permit rests on a consent that was in force at its position and permits it, and
/// whether no other consent in force denies it. The events of one consent, and those of one
/// patient, stand in one log, in order.
///
/// @param found gets each event with which something is wrong, and what
/// @param parts gets each permit that rests on several consents, of its data classes only those
///   that this consent does not cover
record ConsentRules(BiConsumer<AuditedEvent, String> found, Consumer<AuditedEvent> parts) {

  void judge(List<AuditedEvent> events) {
    AuditedEvent granted = null;
    AuditedEvent withdrawn = null;
    Provision provision = null;
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
          provision = ProvisionReading.of(event);
        }
        case WITHDRAWN -> {
          if (granted == null) {
            found.accept(event, "the consent that it withdraws was never granted");
          }
          withdrawn = event;
        }
        case PERMITTED -> permit(event, provision, withdrawn);
        default -> throw new IllegalStateException("no event of a consent");
      }
    }
  }

  private void permit(
      AuditedEvent permit, @Nullable Provision provision, @Nullable AuditedEvent withdrawn) {
    if (provision == null) {
      found.accept(permit, "a consent that it rests on was never granted");
    } else if (withdrawn != null) {
      found.accept(permit, "a consent that it rests on was withdrawn before");
    } else {
      judge(permit, provision);
    }
  }

  /// What one consent denies no other permits; only a declared emergency does.
  private void judge(AuditedEvent permit, Provision provision) {
    var classes = permit.texts("dataClasses");
    var uncovered = new ArrayList<String>();
    boolean denied = false;
    boolean obliges = true;
    for (var dataClass : classes) {
      var request = request(permit, dataClass);
      var said = provision.judge(request);
      obliges &= permit.texts("obligations").containsAll(provision.obligations(request));
      denied |= denies(provision, permit, dataClass);
      if (said.isEmpty()) {
        uncovered.add(dataClass);
      }
    }
    if (!permit.text("emergency").isEmpty()) {
      if (denied) {
        found.accept(permit, "a consent that it rests on denies it");
      }
      return; // What consents leave open, the emergency permits.
    }
    if (!obliges) {
      found.accept(permit, "it does not oblige to what a consent that it rests on asks for");
    }
    // Each of several has to cover something; whether it is all, they show together.
    boolean several = permit.texts("consents").size() > 1;
    if (denied) {
      found.accept(permit, "a consent that it rests on denies it");
    } else if (several ? uncovered.size() == classes.size() : !uncovered.isEmpty()) {
      found.accept(permit, "a consent that it rests on does not cover it");
    } else if (several) {
      parts.accept(permit.with("dataClasses", uncovered));
    }
  }

  private static boolean denies(Provision provision, AuditedEvent permit, String dataClass) {
    var request = request(permit, dataClass);
    return permit.text("emergency").isEmpty()
        ? provision.judge(request).equals(Optional.of(DENY))
        : provision.locks(request);
  }

  /// What a consent denies that the permit does not name.
  ///
  /// @param events of one patient: consents granted and withdrawn, permits, and what is not judged
  ///   here
  void judgeAllOfPatient(List<AuditedEvent> events) {
    var inForce = new LinkedHashMap<String, Provision>();
    for (var event : events) {
      switch (event.type()) {
        case GRANTED -> inForce.put(event.text("consent"), ProvisionReading.of(event));
        case WITHDRAWN -> inForce.remove(event.text("consent"));
        case PERMITTED -> {
          boolean own = event.role().equals("patient") && event.text("proxy").isEmpty();
          if (!own && isDeniedByAnother(event, inForce)) {
            found.accept(event, "a consent in force that it does not name denies it");
          }
        }
        default -> {} // See ErasureRules.
      }
    }
  }

  private static boolean isDeniedByAnother(AuditedEvent permit, Map<String, Provision> inForce) {
    var named = permit.texts("consents");
    return inForce.entrySet().stream()
        .filter(consent -> !named.contains(consent.getKey()))
        .anyMatch(consent ->
            permit.texts("dataClasses").stream()
                .anyMatch(dataClass -> denies(consent.getValue(), permit, dataClass)));
  }

  private static Provision.Request request(AuditedEvent permit, String dataClass) {
    return new Provision.Request(
        permit.actor(),
        permit.role(),
        permit.organisation(),
        permit.texts("asked.careTeams"),
        permit.text("asked.application"),
        permit.purposeOfUse(),
        permit.texts("asked.researchUse"),
        permit.text("action"),
        dataClass,
        Timestamp.parse(permit.text(DECIDED_AT)));
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
}
