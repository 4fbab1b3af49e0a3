/// Stands in for one service.
@NullMarked
package org.genomerecord.record.architecture.violation.house;

import org.jspecify.annotations.NullMarked;
