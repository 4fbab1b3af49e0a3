/// The log as a ledger: signs checkpoints of it, refuses to once it is not what was signed, has
/// them cosigned by witnesses, and serves what an auditor needs to check all that.
@NullMarked
package org.genomerecord.record.log;

import org.jspecify.annotations.NullMarked;
