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

/// An issued interpretation with its findings still sealed: a read model.
@Entity
@Table(name = "report")
@NullUnmarked // Hibernate fills the fields.
public class ReportRow extends PanacheEntityBase {
  @Id public String interpretation;

  public String accession;
  public String patient;
  public String knowledge;

  @Column(name = "issued_at")
  public Instant issuedAt;

  /// The event that the findings are bound to.
  public UUID event;

  public int generation;
  public String ciphertext;

  /// A patient's interpretations, newest first. Needs a session.
  public static Uni<List<ReportRow>> ofPatient(String patient, int limit) {
    return ReportRow.<ReportRow>find("patient = ?1 order by issuedAt desc, interpretation", patient)
        .page(0, limit)
        .list();
  }

  public Sealed sealed() {
    return new Sealed(event, generation, ciphertext);
  }
}
