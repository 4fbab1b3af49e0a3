package org.genomerecord.interpretation.issuance;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;

/// An erased patient of whom there are no reports, and come none: part of the read model of
/// reports.
@Entity
@Table(name = "purged_patient")
@NullUnmarked // Hibernate fills the fields.
public class PurgedPatientRow extends PanacheEntityBase {
  @Id public String patient;

  @Column(name = "purged_at")
  public Instant purgedAt;
}
