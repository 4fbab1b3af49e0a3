/// Strict reading of the texts and bytes that the other packages exchange: one spelling for each
/// value, everything else refused.
@NullMarked
package org.genomerecord.ledger.text;

import org.jspecify.annotations.NullMarked;
