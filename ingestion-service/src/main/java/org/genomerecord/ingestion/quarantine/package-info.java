/// Files that wait for a patient or a consent: sealed under a key of their own, for a bounded time,
/// until somebody releases or discards them.
@NullMarked
package org.genomerecord.ingestion.quarantine;

import org.jspecify.annotations.NullMarked;
