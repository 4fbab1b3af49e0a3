/// Laboratories as the operator keeps them: who may submit what, and how much of it.
@NullMarked
package org.genomerecord.ingestion.laboratory;

import org.jspecify.annotations.NullMarked;
