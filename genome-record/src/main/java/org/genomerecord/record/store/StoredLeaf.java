package org.genomerecord.record.store;

import org.genomerecord.ledger.text.Octets;
import org.genomerecord.ledger.tree.Hash;

/// An event as the ledger sees it.
///
/// @param position of the event and of the leaf
/// @param entry the canonical encoding of the row as it is now; empty if it can no longer be an
///   event
/// @param hash as it was stored with the event
public record StoredLeaf(long position, Octets entry, Hash hash) {
  /// Whether the row still is what was appended.
  public boolean isUnchanged() {
    return Hash.leaf(entry.bytes()).equals(hash);
  }
}
