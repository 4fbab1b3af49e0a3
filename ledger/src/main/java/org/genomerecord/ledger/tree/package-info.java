/// The Merkle tree of RFC 6962: hashes, the growing right edge, inclusion and consistency proofs
/// and their complete verification (RFC 9162 sections 2.1.3.2 and 2.1.4.2).
@NullMarked
package org.genomerecord.ledger.tree;

import org.jspecify.annotations.NullMarked;
