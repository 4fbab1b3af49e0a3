/// Interprets files without servers, for laboratories and for measuring: call sets in, tables and
/// reports out.
@NullMarked
package org.genomerecord.interpretation.offline;

import org.jspecify.annotations.NullMarked;
