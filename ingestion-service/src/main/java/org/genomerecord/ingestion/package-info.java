/// From a file to an accepted, sealed call set.
@NullMarked
package org.genomerecord.ingestion;

import org.jspecify.annotations.NullMarked;
