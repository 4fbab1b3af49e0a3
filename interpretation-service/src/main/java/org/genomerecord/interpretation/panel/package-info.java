/// The facts of one gene as tables: positions, alleles, functions and phenotypes.
@NullMarked
package org.genomerecord.interpretation.panel;

import org.jspecify.annotations.NullMarked;
