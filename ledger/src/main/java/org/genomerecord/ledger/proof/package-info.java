/// A proof in one file that an entry is in a log and that witnesses saw it: verified offline, with
/// public keys alone (C2SP tlog-proof).
@NullMarked
package org.genomerecord.ledger.proof;

import org.jspecify.annotations.NullMarked;
