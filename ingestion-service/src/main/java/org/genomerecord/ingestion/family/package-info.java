/// Family studies: what a laboratory found about two of its patients together. It takes the keys of
/// both to read what is about both.
@NullMarked
package org.genomerecord.ingestion.family;

import org.jspecify.annotations.NullMarked;
