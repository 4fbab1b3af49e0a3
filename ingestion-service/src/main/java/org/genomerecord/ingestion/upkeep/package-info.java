/// Upkeep of the vault: files are sealed anew when a subject key is renewed, and purged when their
/// patient is erased; what no event names is removed.
@NullMarked
package org.genomerecord.ingestion.upkeep;

import org.jspecify.annotations.NullMarked;
