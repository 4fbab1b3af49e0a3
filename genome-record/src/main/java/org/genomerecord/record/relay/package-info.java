/// From the log to Kafka and from Kafka to what a service makes of it: relay, inbox, projections.
@NullMarked
package org.genomerecord.record.relay;

import org.jspecify.annotations.NullMarked;
