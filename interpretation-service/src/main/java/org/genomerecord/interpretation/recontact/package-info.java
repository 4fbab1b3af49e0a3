/// The counsellor's queue: amendments that patients are to be told of, as far as they permit to be
/// contacted again.
@NullMarked
package org.genomerecord.interpretation.recontact;

import org.jspecify.annotations.NullMarked;
