package org.genomerecord.consent.disclosure;

import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.sourcing.Attribution;

/// Decide a request for a patient's data, and record the decision.
record DecideDisclosure(
    Pseudonym patient, DecisionId decision, DisclosureRequest request, Attribution attribution) {}
