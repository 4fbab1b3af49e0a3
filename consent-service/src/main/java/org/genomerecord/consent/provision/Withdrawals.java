package org.genomerecord.consent.provision;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.ConsentEvent;
import org.genomerecord.record.event.ConsentEvent.ConsentGranted;
import org.genomerecord.record.event.ConsentEvent.ConsentWithdrawn;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.ProvisionType;
import org.jspecify.annotations.Nullable;

/// What a withdrawal of a tier does to the consents in force. Pure. Neither is refused for want of
/// room: there is no moment at which a patient cannot withdraw.
final class Withdrawals {
  private static final Set<Action> USE = EnumSet.of(Action.USE, Action.DISCLOSE, Action.REANALYSE);

  private Withdrawals() {}

  /// Withdraws whatever permits use, and grants by itself what it denied: a denial inside of a
  /// permission is meant to hold, and another consent or an emergency may permit what it closed.
  static List<ConsentEvent> fromUse(Map<ConsentId, Provision> inForce, WithdrawTier command) {
    var at = command.attribution().at();
    var remaining = new TreeMap<ConsentId, Provision>(Comparator.comparing(ConsentId::value));
    remaining.putAll(inForce);
    remaining.values().removeIf(provision -> isOver(provision, at));
    var withdrawn = new TreeMap<>(remaining);
    withdrawn.values().removeIf(provision -> !Denials.permitsAny(provision, USE));
    remaining.keySet().removeAll(withdrawn.keySet());
    var kept = new LinkedHashSet<Provision>();
    int more = withdrawn.size();
    for (var provision : withdrawn.values()) {
      more--;
      var denials = Denials.of(provision).stream().filter(denial -> !isOver(denial, at)).toList();
      int room = PatientConsents.IN_FORCE_MAX - remaining.size() - kept.size() - more;
      kept.addAll(denials.size() > Math.max(room, 1) ? List.of(Denials.inOne(provision)) : denials);
    }
    kept.removeAll(remaining.values());
    var events = new ArrayList<ConsentEvent>(granted(List.copyOf(kept), command));
    withdrawn
        .keySet()
        .forEach(consent -> events.add(new ConsentWithdrawn(consent, command.patient(), at)));
    return events;
  }

  /// Denies re-contact to everybody for every purpose, unless that is denied already.
  ///
  /// @param until null: for good
  static List<ConsentEvent> fromContact(
      Map<ConsentId, Provision> inForce, @Nullable Instant until, WithdrawTier command) {
    var denial =
        new Provision(
            ProvisionType.DENY,
            Set.of(),
            Set.of(),
            null,
            Set.of(Action.RECONTACT),
            Set.of(),
            null,
            until,
            List.of());
    boolean isDenied =
        Stream.of(denial, forGood(denial)).anyMatch(standing -> inForce.containsValue(standing));
    return isDenied ? List.of() : granted(List.of(denial), command);
  }

  private static Provision forGood(Provision denial) {
    return new Provision(
        denial.type(),
        denial.actors(),
        denial.purposesOfUse(),
        denial.researchUse(),
        denial.actions(),
        denial.dataClasses(),
        denial.from(),
        null,
        denial.provisions());
  }

  private static List<ConsentEvent> granted(List<Provision> denials, WithdrawTier command) {
    var events = new ArrayList<ConsentEvent>();
    for (var denial : denials) {
      var name = command.seed() + "/" + events.size();
      var id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
      events.add(
          new ConsentGranted(
              new ConsentId(id.toString()), command.patient(), denial, command.attribution().at()));
    }
    return events;
  }

  private static boolean isOver(Provision provision, Instant at) {
    return provision.until() != null && !provision.until().isAfter(at);
  }
}
