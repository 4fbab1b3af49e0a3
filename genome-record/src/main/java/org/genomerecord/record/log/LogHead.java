package org.genomerecord.record.log;

import org.jspecify.annotations.Nullable;

/// Where the log and its ledger stand.
///
/// @param epoch of the instance that may append
/// @param nextPosition of the log
/// @param latest the latest signed checkpoint, without cosignatures; null before the first
record LogHead(long epoch, long nextPosition, @Nullable String latest) {}
