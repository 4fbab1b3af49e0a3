/// What a patient permits and denies, to whom, for which purpose of use: by rules or by templates
/// in plain words, changed, and withdrawn one by one or in tiers.
@NullMarked
package org.genomerecord.consent.provision;

import org.jspecify.annotations.NullMarked;
