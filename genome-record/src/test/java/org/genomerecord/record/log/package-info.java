/// The ledger of a log, against a real PostgreSQL.
@NullMarked
package org.genomerecord.record.log;

import org.jspecify.annotations.NullMarked;
