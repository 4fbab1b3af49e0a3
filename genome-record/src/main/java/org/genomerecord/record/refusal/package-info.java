/// Why a command or an input is refused: a category, a stable code, and words that hold no patient
/// data.
@NullMarked
package org.genomerecord.record.refusal;

import org.jspecify.annotations.NullMarked;
