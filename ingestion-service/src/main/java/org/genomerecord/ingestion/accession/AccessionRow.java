package org.genomerecord.ingestion.accession;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.NullUnmarked;

/// One row of a laboratory's list of accessions: a read model.
@Entity
@Table(name = "accession")
@JsonInclude(JsonInclude.Include.NON_NULL)
@NullUnmarked // Hibernate fills the fields.
public class AccessionRow extends PanacheEntityBase {
  /// Codes of what waited in quarantine, and no more.
  static final String DISCARDED = "quarantine-discarded";

  static final String EXPIRED = "quarantine-expired";

  private static final int PAGE_ROWS = 1_000;

  @Id public String accession;

  public String lab;

  /// `quarantined`, `received`, `accepted`, `refused`, `amended` or `withdrawn`.
  @JsonIgnore public String state;

  /// `accepted` or `amended`, while a correction is validated; null: none is.
  @Column(name = "in_force")
  @JsonIgnore
  public String inForce;

  /// When what is in force was interpreted first; null: it was not, or not yet.
  @Formula("(SELECT i.interpreted_at FROM interpreted i WHERE i.accession = accession)")
  public Instant interpretedAt;

  public long position;

  @Column(name = "received_at")
  public Instant receivedAt;

  @Column(name = "settled_at")
  public Instant settledAt;

  /// The code of a refusal, or of why it was withdrawn.
  public String code;

  /// Whether the file is being read just now.
  @Transient @JsonIgnore boolean isValidating;

  /// As the laboratory reads it.
  @JsonProperty("state")
  String stateNow() {
    return interpretedAt == null
        ? AccessionStatus.validating(state, isValidating)
        : AccessionStatus.nowInterpreted(state);
  }

  /// Whether nothing but quarantine has become of it so far.
  boolean hasOnlyWaited() {
    return state.equals("quarantined") || DISCARDED.equals(code) || EXPIRED.equals(code);
  }

  /// A laboratory's accessions, newest first. Needs a session.
  static Uni<List<AccessionRow>> ofLab(String lab, int limit) {
    return AccessionRow.<AccessionRow>find("lab = ?1 order by receivedAt desc, accession", lab)
        .page(0, limit)
        .list();
  }

  /// The oldest accessions whose file was not settled, a bounded number. Needs a session.
  public static Uni<List<AccessionRow>> unsettled() {
    return AccessionRow.<AccessionRow>find("state = 'received' order by receivedAt")
        .page(0, PAGE_ROWS)
        .list();
  }
}
