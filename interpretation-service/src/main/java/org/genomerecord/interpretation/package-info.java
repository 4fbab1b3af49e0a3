/// From a call set to findings and a report.
@NullMarked
package org.genomerecord.interpretation;

import org.jspecify.annotations.NullMarked;
