/// The tree and its entries as files of 256 each (C2SP tlog-tiles): addresses, bytes, and proofs
/// that need nothing else.
@NullMarked
package org.genomerecord.ledger.tile;

import org.jspecify.annotations.NullMarked;
