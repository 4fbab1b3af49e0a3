package org.genomerecord.record.store;

import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// An event that the condition excludes stands in the log. Source again, decide again.
public final class AppendConflict extends Refusal {
  private static final long serialVersionUID = 1L;

  AppendConflict() {
    super(Category.CONFLICT, "append-conflict", "the record changed meanwhile; decide again");
  }
}
