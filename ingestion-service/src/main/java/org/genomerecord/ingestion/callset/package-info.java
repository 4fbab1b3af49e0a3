/// Taking a submitted file in: sealed as it comes, validated from the vault, accepted or refused as
/// a whole.
@NullMarked
package org.genomerecord.ingestion.callset;

import org.jspecify.annotations.NullMarked;
