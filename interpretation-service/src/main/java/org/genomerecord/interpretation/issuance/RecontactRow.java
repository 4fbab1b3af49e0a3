package org.genomerecord.interpretation.issuance;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.genomerecord.record.event.InterpretationEvent.Difference;
import org.genomerecord.record.event.InterpretationEvent.InterpretationAmended;
import org.jspecify.annotations.NullUnmarked;

/// An amendment that the patient is to be told of. Part of the read model of reports.
@Entity
@Table(name = "recontact")
@NullUnmarked // Hibernate fills the fields.
public class RecontactRow extends PanacheEntityBase {
  private static final String OPEN = "outcome is null";
  private static final String OLDEST_FIRST = " order by amendedAt, interpretation";

  /// The amendment.
  @Id public String interpretation;

  public String amends;

  @Column(name = "call_set")
  public String callSet;

  public String patient;
  public String accession;
  public String knowledge;
  public String reason;

  /// Codes, separated by commas.
  public String differences;

  @Column(name = "amended_at")
  public Instant amendedAt;

  /// Null while somebody is still to do it.
  public String outcome;

  static RecontactRow of(InterpretationAmended amended) {
    var row = new RecontactRow();
    row.interpretation = amended.interpretation().value();
    row.amends = amended.amends().value();
    row.callSet = amended.callSet().value();
    row.patient = amended.patient().value();
    row.accession = amended.accession().value();
    row.knowledge = amended.knowledge();
    row.reason = amended.reason().code();
    row.differences =
        amended.differences().stream().map(Difference::code).collect(Collectors.joining(","));
    row.amendedAt = amended.amendedAt();
    return row;
  }

  /// Those that are open, the oldest first. Needs a session.
  public static Uni<List<RecontactRow>> first(int limit) {
    return RecontactRow.<RecontactRow>find(OPEN + OLDEST_FIRST).page(0, limit).list();
  }

  /// Those that are open and come after another. Needs a session.
  public static Uni<List<RecontactRow>> after(RecontactRow before, int limit) {
    return RecontactRow.<RecontactRow>find(
            OPEN
                + " and (amendedAt > ?1 or (amendedAt = ?1 and interpretation > ?2))"
                + OLDEST_FIRST,
            before.amendedAt,
            before.interpretation)
        .page(0, limit)
        .list();
  }
}
