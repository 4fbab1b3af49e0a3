/// Classes that break a rule each, to prove that the rule can fail. Nothing uses them.
@NullMarked
package org.genomerecord.record.architecture.violation;

import org.jspecify.annotations.NullMarked;
