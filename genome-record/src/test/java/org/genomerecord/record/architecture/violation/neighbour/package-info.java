/// Stands in for another service.
@NullMarked
package org.genomerecord.record.architecture.violation.neighbour;

import org.jspecify.annotations.NullMarked;
