/// The auditor's program: verifies an export of the three logs offline, with public keys alone, and
/// says in words what it found; makes and checks proofs of single events.
@NullMarked
package org.genomerecord.ledger.audit;

import org.jspecify.annotations.NullMarked;
