/// Granting and withdrawing consents: what a patient permits, to whom, for which purpose of use.
@NullMarked
package org.genomerecord.consent.provision;

import org.jspecify.annotations.NullMarked;
