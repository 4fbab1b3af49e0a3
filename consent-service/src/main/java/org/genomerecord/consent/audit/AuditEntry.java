package org.genomerecord.consent.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/// One row of the audit trail: an event of one of the suite's logs, as the officer reads it.
///
/// Log and position name the event itself, so that a proof can be had for it.
@Entity
@Table(name = "audit_entry")
@IdClass(AuditEntry.Key.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@NullUnmarked // Hibernate fills the fields.
public class AuditEntry extends PanacheEntityBase {
  /// Topic of the log, such as `consent.events`.
  @Id
  @Column(name = "log")
  public String log;

  @Id
  @Column(name = "position")
  public long position;

  public String event;
  public String type;
  public String patient;

  @Column(name = "recorded_at")
  public Instant recordedAt;

  public String actor;
  public String role;
  public String organisation;

  @Column(name = "purpose_of_use")
  public String purposeOfUse;

  /// `permitted`, `refused` or `recorded`.
  public String outcome;

  /// What was asked for or done, in codes.
  public String subject;

  /// Why it was refused, in a code.
  public String reason;

  /// Id of the outside request.
  public String correlation;

  /// A patient's trail, oldest first. Needs a session.
  static Uni<List<AuditEntry>> ofPatient(String patient, int limit) {
    return AuditEntry.<AuditEntry>find("patient = ?1 order by recordedAt, log, position", patient)
        .page(0, limit)
        .list();
  }

  /// What names a row.
  public record Key(String log, long position) implements Serializable {}
}
