/// From calls and a knowledge release to findings: diplotypes, phenotypes and recommendations, with
/// what could not be told. Pure: no clock, no input or output.
@NullMarked
package org.genomerecord.interpretation.interpret;

import org.jspecify.annotations.NullMarked;
