package org.genomerecord.ledger.audit;

import java.util.OptionalLong;
import org.genomerecord.ledger.tree.Hash;

/// What the log said of itself before, or to somebody else.
///
/// @param source the file, for the report
/// @param signedAtSeconds when the log says it signed it
/// @param witnessedAtSeconds when the first witness saw it
record EarlierCheckpoint(
    String source,
    long size,
    Hash root,
    OptionalLong signedAtSeconds,
    OptionalLong witnessedAtSeconds) {}
