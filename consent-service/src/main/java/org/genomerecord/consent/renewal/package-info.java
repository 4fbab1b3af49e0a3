/// Renewal: a new generation of a patient's subject key, for what is sealed from then on.
@NullMarked
package org.genomerecord.consent.renewal;

import org.jspecify.annotations.NullMarked;
