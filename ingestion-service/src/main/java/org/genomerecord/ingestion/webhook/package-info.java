/// Tells laboratories what becomes of their submissions: signed, retried, and on the record of what
/// was told. Nothing here holds up a submission.
@NullMarked
package org.genomerecord.ingestion.webhook;

import org.jspecify.annotations.NullMarked;
