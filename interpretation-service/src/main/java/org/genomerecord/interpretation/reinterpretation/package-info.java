/// Interpreting again what was issued with an earlier knowledge release, in the background: what
/// comes out differently is amended, on record, and nothing else is.
@NullMarked
package org.genomerecord.interpretation.reinterpretation;

import org.jspecify.annotations.NullMarked;
