/// The signed size and root of a log (C2SP tlog-checkpoint): signing only what is consistent, and
/// judging signatures by a policy (C2SP tlog-policy).
@NullMarked
package org.genomerecord.ledger.checkpoint;

import org.jspecify.annotations.NullMarked;
