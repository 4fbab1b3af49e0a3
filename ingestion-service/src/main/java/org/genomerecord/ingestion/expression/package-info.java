/// Expression panels: what an assay measured of the expression of its genes, checked against the
/// assay's own table.
@NullMarked
package org.genomerecord.ingestion.expression;

import org.jspecify.annotations.NullMarked;
