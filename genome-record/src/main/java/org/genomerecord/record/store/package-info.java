/// The append-only event log on PostgreSQL: conditional appends, gapless positions, sourcing by
/// tag.
@NullMarked
package org.genomerecord.record.store;

import org.jspecify.annotations.NullMarked;
