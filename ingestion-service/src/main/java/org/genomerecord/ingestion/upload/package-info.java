/// Resumable uploads after the tus protocol, version 1.0.0, for large files over bad lines. A whole
/// one is taken in as any other submission.
@NullMarked
package org.genomerecord.ingestion.upload;

import org.jspecify.annotations.NullMarked;
