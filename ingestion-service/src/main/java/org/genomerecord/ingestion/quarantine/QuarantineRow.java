package org.genomerecord.ingestion.quarantine;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/// One file that waits or waited: a read model.
@Entity
@Table(name = "quarantine")
@NullUnmarked // Hibernate fills the fields.
public class QuarantineRow extends PanacheEntityBase {
  private static final int ROWS_MAX = 1_000;

  /// The refusal that put it there.
  @Id public String decision;

  public String accession;

  public String laboratory;

  /// `patient-unknown` or `no-consent`.
  public String reason;

  @JsonIgnore public String digest;

  @Column(name = "size_bytes")
  public long sizeBytes;

  @JsonIgnore public String binding;

  @Column(name = "quarantined_at")
  public Instant quarantinedAt;

  @Column(name = "expires_at")
  public Instant expiresAt;

  /// `held`, `replaced`, `released`, `discarded` or `expired`.
  @JsonIgnore public String state;

  /// Whether its bytes and its key are gone.
  @JsonIgnore public boolean cleaned;

  /// What waits, the oldest first, a bounded number. Needs a session.
  public static Uni<List<QuarantineRow>> held() {
    return QuarantineRow.<QuarantineRow>find("state = 'held' order by quarantinedAt, decision")
        .page(0, ROWS_MAX)
        .list();
  }

  /// What waits under an accession; null: nothing does. Needs a session.
  public static Uni<QuarantineRow> heldAs(String accession) {
    return QuarantineRow.<QuarantineRow>find("accession = ?1 and state = 'held'", accession)
        .firstResult();
  }
}
