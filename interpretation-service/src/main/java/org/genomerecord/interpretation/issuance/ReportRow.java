package org.genomerecord.interpretation.issuance;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.genomerecord.record.event.Sealed;
import org.jspecify.annotations.NullUnmarked;

/// What became of a call set: an issued interpretation with its findings still sealed, or why there
/// is none. A read model.
@Entity
@Table(name = "report")
@NullUnmarked // Hibernate fills the fields.
public class ReportRow extends PanacheEntityBase {
  @Id
  @Column(name = "call_set")
  public String callSet;

  /// Null if the call set was not interpreted.
  public String interpretation;

  /// Stable code of why it was not; null if it was.
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

  /// What became of some patients' call sets, newest first. Needs a session.
  public static Uni<List<ReportRow>> ofPatients(List<String> patients, int limit) {
    return ReportRow.<ReportRow>find("patient in ?1 order by issuedAt desc, callSet", patients)
        .page(0, limit)
        .list();
  }

  /// Whether there are findings to open.
  public boolean isInterpreted() {
    return reason == null;
  }

  public Sealed sealed() {
    return new Sealed(event, generation, ciphertext);
  }
}
