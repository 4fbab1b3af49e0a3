/// What every service has at its HTTP edge: the verified caller, refusals as problems, the wiring
/// of the store.
@NullMarked
package org.genomerecord.record.edge;

import org.jspecify.annotations.NullMarked;
