/// Where clinicians ask about drugs for a patient, under a decision of consent-service.
@NullMarked
package org.genomerecord.interpretation.prescribing;

import org.jspecify.annotations.NullMarked;
