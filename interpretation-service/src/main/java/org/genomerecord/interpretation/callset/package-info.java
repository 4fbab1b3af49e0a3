/// Reads one sample's calls at the loci that panels need, in one pass over a VCF stream with
/// bounded memory. A position that the call set does not cover is absent here, never reference.
@NullMarked
package org.genomerecord.interpretation.callset;

import org.jspecify.annotations.NullMarked;
