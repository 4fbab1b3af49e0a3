/// Finds the pairs of named alleles that explain the calls at a gene's defining positions.
@NullMarked
package org.genomerecord.interpretation.diplotype;

import org.jspecify.annotations.NullMarked;
