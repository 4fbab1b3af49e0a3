package org.genomerecord.consent.enrolment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.genomerecord.consent.key.SubjectKeys;
import org.genomerecord.record.edge.RefusedAtTheDoor;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.permit.PatientIdentifier;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.store.Criterion;
import org.genomerecord.record.store.LogReader;

/// Finds patients by record number or account, in the log itself: always current. Blocks.
@ApplicationScoped
public class Patients {
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
          Category.FORBIDDEN, "another-patient", "this is not your record", patient);
    }
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
