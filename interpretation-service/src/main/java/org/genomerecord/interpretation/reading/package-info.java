/// What every read of findings goes through: its place among the others, and the decision of
/// consent-service with what that obliges to.
@NullMarked
package org.genomerecord.interpretation.reading;

import org.jspecify.annotations.NullMarked;
