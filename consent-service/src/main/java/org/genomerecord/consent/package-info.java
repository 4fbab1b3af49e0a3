/// Who may have what, and the evidence: consents, decisions, subject keys, audit trail.
@NullMarked
package org.genomerecord.consent;

import org.jspecify.annotations.NullMarked;
