/// Where in a sorted file the records of a region begin: made by the service that validates a call
/// set, used by the one that reads it. Pure.
@NullMarked
package org.genomerecord.record.region;

import org.jspecify.annotations.NullMarked;
