/// The bounds of the door, each named in the configuration with its unit, and their counting.
@NullMarked
package org.genomerecord.gateway.limit;

import org.jspecify.annotations.NullMarked;
