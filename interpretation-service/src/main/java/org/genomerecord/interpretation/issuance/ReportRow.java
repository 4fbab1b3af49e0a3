package org.genomerecord.interpretation.issuance;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.genomerecord.interpretation.interpret.Interpreted;
import org.genomerecord.record.event.AccessionEvent.WithdrawalReason;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.seal.SubjectKey;
import org.jspecify.annotations.NullUnmarked;

/// What became of a call set: an issued interpretation with its findings still sealed, why there is
/// none, or that it was withdrawn. A read model.
@Entity
@Table(name = "report")
@NullUnmarked // Hibernate fills the fields.
public class ReportRow extends PanacheEntityBase {
  private static final String NEWEST_FIRST = " order by issuedAt desc, callSet";

  /// Why a result was withdrawn, where what it says is of another person than the patient.
  private static final Set<String> ANOTHERS =
      Set.of(WithdrawalReason.WRONG_PATIENT.code(), WithdrawalReason.SPECIMEN_MIX_UP.code());

  /// The interpretation, with a suffix where it was withdrawn; or the call set if it was not
  /// interpreted.
  @Id public String id;

  @Column(name = "call_set")
  public String callSet;

  /// Null if the call set was not interpreted, or the interpretation was withdrawn.
  public String interpretation;

  /// The interpretation that this one is in the place of, or that was withdrawn; null if it was the
  /// first.
  public String amends;

  /// Code of why it was amended; null if it was not, or before this was kept.
  @Column(name = "amended_for")
  public String amendedFor;

  /// Null if it is in force.
  @Column(name = "superseded_at")
  public Instant supersededAt;

  /// Stable code of why it was not interpreted, or was withdrawn; null if it was and was not.
  public String reason;

  public String accession;
  public String patient;
  public String knowledge;

  @Column(name = "issued_at")
  public Instant issuedAt;

  /// The event that the findings are bound to.
  public UUID event;

  public Integer generation;
  public String ciphertext;

  /// What is in force of some patients' call sets, newest first. Needs a session.
  public static Uni<List<ReportRow>> ofPatients(List<String> patients, int limit) {
    return ReportRow.<ReportRow>find(
            "patient in ?1 and supersededAt is null" + NEWEST_FIRST, patients)
        .page(0, limit)
        .list();
  }

  /// What was in force at a moment, in the same order as it was given then; but nothing of what is
  /// another person's. Needs a session.
  public static Uni<List<ReportRow>> ofPatients(List<String> patients, Instant asOf, int limit) {
    return ReportRow.<ReportRow>find(
            "patient in ?1 and issuedAt <= ?2 and (supersededAt is null or supersededAt > ?2)"
                + NEWEST_FIRST,
            patients,
            asOf)
        .page(0, limit)
        .list()
        .chain(then ->
            ReportRow.<ReportRow>list(
                    "patient in ?1 and amends is not null and reason in ?2",
                    patients,
                    List.copyOf(ANOTHERS))
                .map(withdrawn -> withoutAnothers(then, withdrawn)));
  }

  /// What turned out to be another person's is not opened any more, as of whatever moment: in its
  /// place it is said that it counts no more.
  ///
  /// @param then what was in force
  /// @param withdrawn what was withdrawn since, or before
  static List<ReportRow> withoutAnothers(List<ReportRow> then, List<ReportRow> withdrawn) {
    var anothers = new HashMap<String, ReportRow>();
    for (var row : withdrawn) {
      if (row.isWithdrawn() && ANOTHERS.contains(row.reason)) {
        anothers.put(row.callSet, row);
      }
    }
    return then.stream()
        .map(row -> {
          var since = row.isInterpreted() ? anothers.get(row.callSet) : null;
          return since == null ? row : inPlaceOf(row, since);
        })
        .toList();
  }

  private static ReportRow inPlaceOf(ReportRow another, ReportRow withdrawn) {
    var row = new ReportRow();
    row.id = withdrawn.id;
    row.callSet = another.callSet;
    row.amends = another.interpretation;
    row.accession = another.accession;
    row.patient = another.patient;
    row.reason = withdrawn.reason;
    row.issuedAt = withdrawn.issuedAt;
    return row;
  }

  /// Whether there are findings to open.
  public boolean isInterpreted() {
    return reason == null;
  }

  /// Whether it says only that the interpretation which it names as amended was withdrawn.
  public boolean isWithdrawn() {
    return reason != null && amends != null;
  }

  /// The findings.
  ///
  /// @throws org.genomerecord.record.seal.Unsealable if they are not under this key
  public Interpreted open(SubjectKey key) {
    var sealed = new Sealed(event, generation, ciphertext);
    return amends == null
        ? SealedFindings.open(sealed, key)
        : SealedFindings.openAmended(sealed, key);
  }
}
