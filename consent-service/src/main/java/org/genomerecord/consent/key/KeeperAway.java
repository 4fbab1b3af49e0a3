package org.genomerecord.consent.key;

import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// The keeper of the key-encryption key does not answer, or not with what was asked for: no subject
/// key opens, and nothing is served.
final class KeeperAway extends Refusal {
  private static final long serialVersionUID = 1L;

  KeeperAway() {
    super(
        Category.UNAVAILABLE,
        "key-keeper-away",
        "the keeper of the keys does not answer; try again");
  }
}
