/// What a laboratory says the bytes of a file hash to, and whether they do (RFC 9530).
@NullMarked
package org.genomerecord.ingestion.digest;

import org.jspecify.annotations.NullMarked;
