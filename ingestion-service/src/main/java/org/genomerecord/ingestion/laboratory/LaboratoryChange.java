package org.genomerecord.ingestion.laboratory;

import java.time.Duration;
import org.genomerecord.record.event.LaboratoryTerms;

/// What an operator wants of a laboratory.
public sealed interface LaboratoryChange {

  /// That it may submit on these terms, whether it could before or not.
  record Keep(String name, LaboratoryTerms terms) implements LaboratoryChange {}

  /// That nothing is taken from it.
  ///
  /// @param reason a code
  record Suspend(String reason) implements LaboratoryChange {}

  /// That it may submit again.
  record Reinstate() implements LaboratoryChange {}

  /// That it is told at this address.
  record Subscribe(String url) implements LaboratoryChange {}

  /// That it is told no more.
  record Unsubscribe() implements LaboratoryChange {}

  /// That a new secret signs.
  ///
  /// @param overlap how long the former one signs beside it; zero if it is known to others
  record RotateSecret(Duration overlap) implements LaboratoryChange {}
}
