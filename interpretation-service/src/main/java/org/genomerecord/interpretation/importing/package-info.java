/// From the published files of allele definitions and phenotypes to the tables of a new knowledge
/// release.
@NullMarked
package org.genomerecord.interpretation.importing;

import org.jspecify.annotations.NullMarked;
