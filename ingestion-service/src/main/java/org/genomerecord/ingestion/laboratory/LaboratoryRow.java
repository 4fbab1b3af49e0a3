package org.genomerecord.ingestion.laboratory;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/// One row of the operator's list of laboratories: a read model.
@Entity
@Table(name = "laboratory")
@JsonInclude(JsonInclude.Include.NON_NULL)
@NullUnmarked // Hibernate fills the fields.
public class LaboratoryRow extends PanacheEntityBase {
  private static final int ROWS_MAX = 10_000;

  @Id public String laboratory;

  public String name;

  public boolean sandbox;

  /// Why nothing is taken from it; null: it may submit.
  public String suspended;

  /// Where it is told; null: nowhere.
  public String webhook;

  /// All of them, by id. Needs a session.
  static Uni<List<LaboratoryRow>> all() {
    return LaboratoryRow.<LaboratoryRow>find("order by laboratory").page(0, ROWS_MAX).list();
  }
}
