/// Variants as such, whoever reads them: one name for a contig, one way to write a difference from
/// the reference genome, and its identifier of GA4GH VRS. Pure; the bases of the reference come
/// through [org.genomerecord.interpretation.variant.Reference].
@NullMarked
package org.genomerecord.interpretation.variant;

import org.jspecify.annotations.NullMarked;
