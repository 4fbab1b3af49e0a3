/// The words for codes, as patients and officers read them. There is one set of them.
@NullMarked
package org.genomerecord.consent.words;

import org.jspecify.annotations.NullMarked;
