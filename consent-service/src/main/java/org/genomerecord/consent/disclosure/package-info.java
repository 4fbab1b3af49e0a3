/// Deciding requests for patient data. Every decision is on record before it is answered.
@NullMarked
package org.genomerecord.consent.disclosure;

import org.jspecify.annotations.NullMarked;
