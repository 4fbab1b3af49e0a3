/// Synthetic logs and ways to tamper with them, so that anybody can see the verification fail where
/// it has to: in the tests and in `./genome bench tamper`.
@NullMarked
package org.genomerecord.ledger.tampering;

import org.jspecify.annotations.NullMarked;
