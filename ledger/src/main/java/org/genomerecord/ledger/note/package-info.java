/// Text signed by several keys (C2SP signed-note), with the timestamped cosignatures of
/// tlog-cosignature. Signatures are the JDK's own.
@NullMarked
package org.genomerecord.ledger.note;

import org.jspecify.annotations.NullMarked;
