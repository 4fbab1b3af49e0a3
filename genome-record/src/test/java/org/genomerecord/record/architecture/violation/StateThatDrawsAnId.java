package org.genomerecord.record.architecture.violation;

import java.util.UUID;

public sealed interface StateThatDrawsAnId {
  record Drawn(UUID id) implements StateThatDrawsAnId {}

  /// Impure: the command should carry the id.
  static StateThatDrawsAnId draw() {
    return new Drawn(UUID.randomUUID());
  }
}
