package org.genomerecord.interpretation.report;

import java.time.Instant;

/// An interpretation whose result the laboratory withdrew: nothing of what it said.
///
/// @param interpretation its identifier
/// @param accession the accession's identifier
/// @param patient the patient's pseudonym
/// @param reason code, as the laboratory gave it
public record WithdrawnInterpretation(
    String interpretation, String accession, String patient, Instant withdrawnAt, String reason) {}
