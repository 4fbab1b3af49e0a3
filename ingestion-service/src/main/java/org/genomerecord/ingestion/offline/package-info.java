/// `./genome validate`: the validator of the service on a laboratory's own machine, before anything
/// is sent.
@NullMarked
package org.genomerecord.ingestion.offline;

import org.jspecify.annotations.NullMarked;
