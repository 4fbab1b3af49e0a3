/// Uploads that are under way: sealed parts in a vault of their own, and how far each has come.
@NullMarked
package org.genomerecord.ingestion.partial;

import org.jspecify.annotations.NullMarked;
