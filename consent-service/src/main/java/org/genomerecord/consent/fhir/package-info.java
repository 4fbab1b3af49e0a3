/// Consents as FHIR R4 `Consent`: read to the letter, refused where they cannot be honoured, and
/// written back as the same provision (docs/consent.md).
@NullMarked
package org.genomerecord.consent.fhir;

import org.jspecify.annotations.NullMarked;
