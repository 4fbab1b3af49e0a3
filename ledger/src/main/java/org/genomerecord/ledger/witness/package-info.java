/// A witness: cosigns a log's checkpoint only if it continues the one it cosigned before (C2SP
/// tlog-witness). The rules are pure; a small server with its own key keeps the state, and a client
/// asks it.
@NullMarked
package org.genomerecord.ledger.witness;

import org.jspecify.annotations.NullMarked;
