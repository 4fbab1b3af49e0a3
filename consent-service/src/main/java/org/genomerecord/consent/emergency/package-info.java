/// Emergency access (break-glass): a clinician declares it with a reason, for one patient and a
/// short time, and a compliance officer reviews it.
@NullMarked
package org.genomerecord.consent.emergency;

import org.jspecify.annotations.NullMarked;
