/// The patient genome record: what the services share, and only that.
@NullMarked
package org.genomerecord.record;

import org.jspecify.annotations.NullMarked;
