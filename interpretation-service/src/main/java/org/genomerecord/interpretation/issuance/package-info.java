/// Issuing interpretations: an accepted call set becomes sealed findings on record, once.
@NullMarked
package org.genomerecord.interpretation.issuance;

import org.jspecify.annotations.NullMarked;
