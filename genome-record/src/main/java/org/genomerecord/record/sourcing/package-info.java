/// Joins a sealed family of events and a pure state to Axon. The only package besides the store
/// that knows Axon.
@NullMarked
package org.genomerecord.record.sourcing;

import org.jspecify.annotations.NullMarked;
