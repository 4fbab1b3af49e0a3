/// Tab-separated tables of knowledge, and the refusal of those that are broken.
@NullMarked
package org.genomerecord.interpretation.table;

import org.jspecify.annotations.NullMarked;
