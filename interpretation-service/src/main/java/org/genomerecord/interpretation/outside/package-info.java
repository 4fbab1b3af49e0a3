/// Calls that the laboratory made itself: genes that cannot be called from small variants, or that
/// it has called by a better method.
@NullMarked
package org.genomerecord.interpretation.outside;

import org.jspecify.annotations.NullMarked;
