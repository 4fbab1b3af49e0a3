/// Request ids and trace ids, and what must not be written into spans.
@NullMarked
package org.genomerecord.gateway.trace;

import org.jspecify.annotations.NullMarked;
