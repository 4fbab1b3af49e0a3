/// The FHIR R4 endpoints: reports for whoever consent-service permits to read them.
@NullMarked
package org.genomerecord.interpretation.fhir;

import org.jspecify.annotations.NullMarked;
