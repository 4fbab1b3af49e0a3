/// The dated, immutable release that holds the tables of genes and of guidelines.
@NullMarked
package org.genomerecord.interpretation.knowledge;

import org.jspecify.annotations.NullMarked;
