/// Enrolling patients: from an issuer's record number to a pseudonym and a subject key.
@NullMarked
package org.genomerecord.consent.enrolment;

import org.jspecify.annotations.NullMarked;
