/// The canonical encoding of an event's envelope: the bytes that a leaf of the Merkle log covers.
@NullMarked
package org.genomerecord.ledger.envelope;

import org.jspecify.annotations.NullMarked;
