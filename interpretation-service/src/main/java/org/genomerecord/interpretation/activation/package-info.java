/// Which knowledge release interprets: the last one that was activated, as this service's log says.
@NullMarked
package org.genomerecord.interpretation.activation;

import org.jspecify.annotations.NullMarked;
