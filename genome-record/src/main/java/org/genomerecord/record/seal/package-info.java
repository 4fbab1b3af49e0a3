/// Sealing under a patient's subject key: event fields by AEAD with key commitment, files by
/// streaming AEAD.
@NullMarked
package org.genomerecord.record.seal;

import org.jspecify.annotations.NullMarked;
