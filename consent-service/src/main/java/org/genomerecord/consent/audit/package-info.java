/// The audit trail: who asked for what, when, why, and what came of it.
@NullMarked
package org.genomerecord.consent.audit;

import org.jspecify.annotations.NullMarked;
