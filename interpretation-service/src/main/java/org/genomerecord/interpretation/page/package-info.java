/// Reports as pages for people, to be read and printed: a summary for the clinician, and a page in
/// plain words for the patient.
@NullMarked
package org.genomerecord.interpretation.page;

import org.jspecify.annotations.NullMarked;
