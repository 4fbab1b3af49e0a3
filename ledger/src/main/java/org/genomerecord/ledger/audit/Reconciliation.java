package org.genomerecord.ledger.audit;

import static org.genomerecord.ledger.audit.KnownEvent.ACCEPTANCES;
import static org.genomerecord.ledger.audit.KnownEvent.AMENDED;
import static org.genomerecord.ledger.audit.KnownEvent.DECIDED_AT;
import static org.genomerecord.ledger.audit.KnownEvent.DECLINED;
import static org.genomerecord.ledger.audit.KnownEvent.ISSUED;
import static org.genomerecord.ledger.audit.KnownEvent.MOVED_IN;
import static org.genomerecord.ledger.audit.KnownEvent.NOT_ACCEPTED;
import static org.genomerecord.ledger.audit.KnownEvent.NO_LONGER;
import static org.genomerecord.ledger.audit.KnownEvent.PERMITTED;
import static org.genomerecord.ledger.audit.KnownEvent.QUARANTINED;
import static org.genomerecord.ledger.audit.KnownEvent.RECEIVED;
import static org.genomerecord.ledger.audit.KnownEvent.RECONTACTED;
import static org.genomerecord.ledger.audit.KnownEvent.REFUSED;
import static org.genomerecord.ledger.audit.KnownEvent.STUDIED;
import static org.genomerecord.ledger.audit.KnownEvent.SUPERSEDED;
import static org.genomerecord.ledger.audit.KnownEvent.TAKEN_BACK;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.genomerecord.ledger.text.Malformed;
import org.genomerecord.ledger.text.Timestamp;
import org.jspecify.annotations.Nullable;

/// Whether the three logs agree on who was permitted what and what was done with it. Looks at the
/// events that share one key at a time; what one such group says does not depend on another.
final class Reconciliation {
  private final Discrepancies discrepancies;
  private final Duration tolerance;
  private final ConsentRules consents;
  private final EmergencyRules emergencies;
  private final ProxyRules proxies;
  private final ErasureRules erasures;
  private final StudyRules studies;
  private final QuarantineRules quarantines;
  private final Map<String, Long> unnamed = new TreeMap<>();
  private long decisions;
  private long named;

  /// @param parts gets what [#together] is to judge, under the key to bring it together by
  Reconciliation(
      Discrepancies discrepancies, Duration tolerance, BiConsumer<String, AuditedEvent> parts) {
    this.discrepancies = discrepancies;
    this.tolerance = tolerance;
    this.consents =
        new ConsentRules(this::found, part -> parts.accept(part.text("decision"), part));
    this.emergencies = new EmergencyRules(this::found);
    this.proxies = new ProxyRules(this::found);
    this.erasures = new ErasureRules(this::found);
    this.studies = new StudyRules(this::found);
    this.quarantines = new QuarantineRules(this::found);
  }

  /// Judges all events that share a key.
  void group(String key, List<AuditedEvent> events) {
    switch (key.substring(0, key.indexOf(':'))) {
      case "decision" -> decision(events);
      case "accession" -> accession(events);
      case "call-set" -> callSet(events);
      case "consent" -> consents.judge(events);
      case "consents-of" -> {
        consents.judgeAllOfPatient(events);
        erasures.judge(events);
      }
      case "emergency" -> emergencies.judge(events);
      case "proxy" -> proxies.judge(events);
      case "study" -> studies.judge(events);
      case "quarantined" -> quarantines.judge(events);
      default -> throw new IllegalStateException("a key of no known kind");
    }
  }

  /// Judges what the consents of one permit leave uncovered, all of them.
  void together(List<AuditedEvent> parts) {
    consents.judgeTogether(parts);
  }

  /// How many decisions there are, permitting or refusing.
  long decisions() {
    return decisions;
  }

  /// How many events name a decision that permitted them.
  long named() {
    return named;
  }

  /// How many permits no other event names, by action and kind of resource.
  Map<String, Long> unnamed() {
    return Map.copyOf(unnamed);
  }

  private void decision(List<AuditedEvent> events) {
    AuditedEvent decided = null;
    AuditedEvent named = null;
    for (var event : events) {
      if (event.is(PERMITTED) || event.is(REFUSED)) {
        decisions++;
        if (decided != null) {
          found(event, "a second decision has this id");
        }
        decided = event;
        if (event.is(PERMITTED)) {
          grounds(event);
        }
      }
    }
    for (var event : events) {
      if (event.is(STUDIED) || Work.of(event) != null) {
        if (named != null) {
          found(event, "another event names the same decision");
        }
        named = event;
        named(event, decided);
      } else if (event.is(QUARANTINED)) {
        quarantines.refused(decided, event);
      }
    }
    if (named == null && decided != null && decided.is(PERMITTED)) {
      var resource = decided.text("resource");
      int slash = resource.indexOf('/');
      var kind = slash < 0 ? resource : resource.substring(0, slash);
      unnamed.merge(decided.text("action") + " " + kind, 1L, Long::sum);
    }
  }

  private void named(AuditedEvent event, @Nullable AuditedEvent decided) {
    if (decided == null) {
      found(event, "the decision that it names is not recorded");
    } else if (decided.is(REFUSED)) {
      found(event, "the decision that it names refused it");
    } else {
      permitted(decided, event);
    }
  }

  /// Without a consent only the patient is permitted, and only the patient's own record, or who
  /// acts for the patient, or somebody in an emergency.
  private void grounds(AuditedEvent permit) {
    boolean own = permit.role().equals("patient") && "PATRQT".equals(permit.purposeOfUse());
    if (permit.texts("consents").isEmpty()
        && permit.text("emergency").isEmpty()
        && permit.text("proxy").isEmpty()
        && !own) {
      found(permit, "it permits, and names no consent");
    }
  }

  private void permitted(AuditedEvent permit, AuditedEvent event) {
    named++;
    if (event.is(STUDIED)) {
      studies.permitted(permit, event);
      later(permit, event, "reportedAt");
      return;
    }
    var work = Objects.requireNonNull(Work.of(event));
    if (!permit.text("patient").equals(event.text("patient"))) {
      found(event, "the decision that it names is about another patient");
    }
    if (!permit.text("resource").equals(work.resource())
        || !work.actions().contains(permit.text("action"))) {
      found(event, "the decision that it names permitted something else");
    }
    if (!permit.text("requester").equals(work.requester())) {
      found(event, "the decision that it names was asked for by another service");
    }
    if (!permit.texts("dataClasses").containsAll(classes(event))) {
      found(event, "it covers data classes that the decision did not permit");
    }
    later(permit, event, work.doneAt());
  }

  /// Of a submission that does not say it, what all of them were before.
  private static List<String> classes(AuditedEvent event) {
    if (event.is(RECEIVED)) {
      var dataClass = event.text("dataClass");
      return List.of(dataClass.isEmpty() ? "pharmacogenomic" : dataClass);
    }
    return event.is(ISSUED) || event.is(AMENDED) ? event.texts("dataClasses") : List.of();
  }

  private void later(AuditedEvent permit, AuditedEvent event, String at) {
    if (time(event, at).plus(tolerance).isBefore(time(permit, DECIDED_AT))) {
      found(event, "it happened before the decision that it names");
    }
  }

  /// In the order of its log, an accession is received, then settled; received again only after it
  /// was refused, or as a correction; and withdrawn only while something of it is in force.
  private void accession(List<AuditedEvent> events) {
    AuditedEvent first = null;
    AuditedEvent before = null;
    AuditedEvent inForce = null;
    for (var event : events) {
      if (first == null) {
        first = event;
      } else if (!event.text("patient").equals(first.text("patient"))
          || !event.text("lab").equals(first.text("lab"))) {
        found(event, "the accession is of another patient or laboratory");
      }
      if (event.is(RECEIVED)) {
        if (before != null && !before.is(NOT_ACCEPTED) && !mayCorrect(event, before, inForce)) {
          found(event, "its accession had a submission already that was not refused");
        }
      } else if (event.is(MOVED_IN)) {
        if (before == null || !before.is(RECEIVED)) {
          found(event, "no submission was received that it could tell of");
        }
        continue;
      } else if (event.is(SUPERSEDED) || event.is(TAKEN_BACK)) {
        takenBack(event, before, inForce);
        inForce = event.is(SUPERSEDED) ? before : null;
      } else if (before == null || !before.is(RECEIVED)) {
        found(event, "no submission was received that it could be the outcome of");
      } else if (isAccepted(event)) {
        if (!event.text("file.digest").equals(before.text("file.digest"))) {
          found(event, "the file is not the one that was received");
        }
        inForce = inForce == null ? event : inForce;
      }
      before = event;
    }
  }

  /// What was accepted is corrected by another file.
  private static boolean mayCorrect(
      AuditedEvent received, AuditedEvent before, @Nullable AuditedEvent inForce) {
    return inForce != null
        && !before.is(RECEIVED)
        && !inForce.text("file.digest").equals(received.text("file.digest"));
  }

  private void takenBack(
      AuditedEvent event, @Nullable AuditedEvent before, @Nullable AuditedEvent inForce) {
    if (before == null
        || inForce == null
        || !inForce.text("callSet").equals(event.text("callSet"))
        || (event.is(SUPERSEDED) && (!isAccepted(before) || before.equals(inForce)))) {
      found(event, "what it takes back was not in force");
    }
  }

  /// Outside calls and expression panels have an identifier of their own, as a call set has.
  private static boolean isAccepted(AuditedEvent event) {
    return ACCEPTANCES.stream().anyMatch(event::is);
  }

  private void callSet(List<AuditedEvent> events) {
    AuditedEvent accepted = null;
    for (var event : events) {
      if (isAccepted(event)) {
        if (accepted != null
            && (!accepted.text("accession").equals(event.text("accession"))
                || accepted.text("file.digest").equals(event.text("file.digest")))) {
          found(event, "another call set has this id");
        }
        accepted = event;
      }
    }
    AuditedEvent settled = null;
    boolean isOpen = true; // What cannot be interpreted is issued once a correction can be.
    for (var event : events) {
      isOpen |= event.is(NO_LONGER) && event.text("reason").equals("other");
      if (event.is(ISSUED) || event.is(DECLINED)) {
        if (settled != null && !(isCorrected(events) && isOpen)) {
          found(event, "its call set was interpreted or declined before");
        }
        settled = event;
        isOpen = event.is(DECLINED);
        if (accepted == null) {
          found(event, "its call set was never accepted");
        } else if (!accepted.text("patient").equals(event.text("patient"))
            || !accepted.text("accession").equals(event.text("accession"))) {
          found(event, "its call set is of another patient or accession");
        }
      }
    }
    amendments(events);
    withdrawals(events);
  }

  private static boolean isCorrected(List<AuditedEvent> events) {
    return events.stream().anyMatch(one -> one.is(SUPERSEDED));
  }

  private void withdrawals(List<AuditedEvent> events) {
    for (var event : events) {
      if (event.is(NO_LONGER)
          && !isCorrected(events)
          && events.stream().noneMatch(one -> one.is(TAKEN_BACK))) {
        found(event, "no laboratory withdrew what was interpreted");
      }
    }
  }

  /// Each amends the interpretation that was in force, and is dealt with once.
  private void amendments(List<AuditedEvent> events) {
    AuditedEvent inForce = null;
    var toRecontact = new HashSet<String>();
    for (var event : events) {
      if (event.is(AMENDED)) {
        if (inForce == null
            || !inForce.text("interpretation").equals(event.text("amends"))
            || !inForce.text("patient").equals(event.text("patient"))
            || !inForce.text("accession").equals(event.text("accession"))) {
          found(event, "it amends an interpretation that was not in force");
        }
        toRecontact.add(event.text("interpretation"));
      }
      if (event.is(ISSUED) || event.is(AMENDED)) {
        inForce = event;
      }
      if (event.is(NO_LONGER)) {
        if (inForce == null
            || !inForce.text("interpretation").equals(event.text("interpretation"))) {
          found(event, "it withdraws an interpretation that was not in force");
        }
        inForce = null;
      }
      if (event.is(RECONTACTED) && !toRecontact.remove(event.text("interpretation"))) {
        found(event, "no amendment was there to contact the patient about");
      }
    }
  }

  /// What the events themselves leave open, with how many of them there are.
  List<Unproven> unproven(Map<String, Long> types) {
    return List.of(
        new Unproven(
            "An accepted call set, file of outside calls or expression panel names no decision. It is"
                + " tied to its submission by accession, patient and file, and the submission names"
                + " one; that the key which sealed it was released by the same decision is not proven.",
            ACCEPTANCES.stream().mapToLong(type -> types.getOrDefault(type, 0L)).sum()),
        new Unproven(
            "A submission that was refused names no decision: whether a key was used to read the"
                + " file again before it was refused is not proven.",
            types.getOrDefault(NOT_ACCEPTED, 0L)),
        new Unproven(
            "A call set that was not interpreted names no decision: whether it was refused, or"
                + " read under a permit and found unfit, is not proven.",
            types.getOrDefault(DECLINED, 0L)),
        new Unproven(
            "Permits that no other event names: reads of reports, which are answered without a"
                + " further event, and work that was given up. A permit is proven, what was done"
                + " with it is not. By action and resource: "
                + unnamed,
            unnamed.values().stream().mapToLong(Long::longValue).sum()));
  }

  /// Long ago, if it cannot be read: then it is found to be before everything.
  private static Instant time(AuditedEvent event, String path) {
    try {
      return Timestamp.parse(event.text(path));
    } catch (Malformed _) {
      return Instant.EPOCH;
    }
  }

  private void found(AuditedEvent event, String message) {
    discrepancies.add(Check.RECONCILIATION, event.place(), message);
  }
}
