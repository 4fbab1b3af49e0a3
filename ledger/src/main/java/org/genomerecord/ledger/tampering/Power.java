package org.genomerecord.ledger.tampering;

/// How far somebody goes who tampers.
public enum Power {
  /// Changes entries, and leaves tiles and checkpoint alone.
  ENTRIES,
  /// Makes the tiles anew as well; has no key.
  TREE,
  /// Has the log's keys, too, and signs a new checkpoint; has not the witness's.
  KEY
}
