package org.genomerecord.consent.enrolment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.genomerecord.consent.key.SubjectKeys;
import org.genomerecord.record.edge.RefusedAtTheDoor;
import org.genomerecord.record.event.PatientEvent;
import org.genomerecord.record.event.ProxyEvent.ProxyAppointed;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.permit.PatientIdentifier;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.store.Criterion;
import org.genomerecord.record.store.LogReader;

/// Finds patients by record number or account, in the log itself: always current. Blocks.
@ApplicationScoped
public class Patients {
  private static final EventTypes<PatientEvent> TYPES = EventTypes.of(PatientEvent.class);

  private final LogReader log;
  private final SubjectKeys keys;

  Patients(LogReader log, SubjectKeys keys) {
    this.log = log;
    this.keys = keys;
  }

  /// The patient behind an issuer's record number.
  public Optional<Pseudonym> find(PatientIdentifier identifier) {
    return tagged("identifier:" + keys.index(identifier));
  }

  /// The patient that an account belongs to.
  ///
  /// @param account OpenID Connect `sub`
  public Optional<Pseudonym> findByAccount(String account) {
    return tagged("account:" + keys.accountIndex(account));
  }

  /// Lets patients at their own things only.
  ///
  /// @throws RefusedAtTheDoor if the account belongs to another patient or to none
  public void requireOwn(Pseudonym patient, String account) {
    if (!findByAccount(account).equals(Optional.of(patient))) {
      throw new RefusedAtTheDoor(
          Category.FORBIDDEN,
          "another-patient",
          "this is not your record",
          Pseudonym.named(patient.value()).orElse(null));
    }
  }

  /// Lets patients at their own things, and who acts for them.
  ///
  /// @return the appointment of who acts for the patient; empty: the patient acts
  /// @throws RefusedAtTheDoor if the account belongs to nobody of these
  public Optional<ProxyAppointed> requireOwnOrProxy(Pseudonym patient, String account, Instant at) {
    if (findByAccount(account).equals(Optional.of(patient))) {
      return Optional.empty();
    }
    var index = keys.accountIndex(account);
    var acting =
        proxies(patient, at).stream()
            .filter(proxy -> proxy.accountIndex().equals(index))
            .findFirst();
    if (acting.isEmpty()) {
      requireOwn(patient, account);
    }
    return acting;
  }

  /// Who acts for a patient at an instant.
  List<ProxyAppointed> proxies(Pseudonym patient, Instant at) {
    return lasting(at, "consents-of:" + patient);
  }

  /// The appointments of an account at an instant.
  List<ProxyAppointed> representedBy(String account, Instant at) {
    var index = keys.accountIndex(account);
    return events("proxy-account:" + index).stream()
        .filter(ProxyAppointed.class::isInstance)
        .map(event -> event.patient())
        .distinct()
        .flatMap(patient -> proxies(patient, at).stream())
        .filter(proxy -> proxy.accountIndex().equals(index))
        .toList();
  }

  private List<ProxyAppointed> lasting(Instant at, String tag) {
    var representation = Representation.initial();
    for (var event : events(tag)) {
      representation = representation.evolve(event);
    }
    return representation.proxies().stream()
        .filter(proxy -> !at.isBefore(proxy.appointedAt()) && at.isBefore(proxy.until()))
        .toList();
  }

  /// All with a tag, whatever their type: what a newer release wrote may end an appointment.
  ///
  /// @throws org.genomerecord.record.sourcing.UnknownEvent if one is of a newer release
  private List<PatientEvent> events(String tag) {
    return Awaiting.result(log.matching(List.of(new Criterion(Set.of(tag), Set.of())), 0))
        .events()
        .stream()
        .map(stored ->
            TYPES.read(
                stored.envelope().type(), stored.envelope().version(), stored.envelope().payload()))
        .toList();
  }

  private Optional<Pseudonym> tagged(String tag) {
    var found =
        Awaiting.result(log.matching(List.of(new Criterion(Set.of(tag), Set.of())), 0)).events();
    return found.stream()
        .flatMap(event -> Optional.ofNullable(event.envelope().tag("patient")).stream())
        .map(Pseudonym::new)
        .findFirst();
  }
}
