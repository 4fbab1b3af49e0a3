package org.genomerecord.record.store;

import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// The log cannot be written or read now. Nothing was appended, unless the code is
/// `append-outcome-unknown`.
public final class StoreUnavailable extends Refusal {
  private static final long serialVersionUID = 1L;

  StoreUnavailable(String code, String message) {
    super(Category.UNAVAILABLE, code, message);
  }
}
