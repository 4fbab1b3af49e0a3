/// The guideline facts of one gene as tables, and the dated, immutable release that holds them.
@NullMarked
package org.genomerecord.interpretation.panel;

import org.jspecify.annotations.NullMarked;
