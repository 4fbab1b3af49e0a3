/// What guidelines say about drugs for the results of one or several genes, as tables: one folder
/// is one guideline.
@NullMarked
package org.genomerecord.interpretation.guidance;

import org.jspecify.annotations.NullMarked;
