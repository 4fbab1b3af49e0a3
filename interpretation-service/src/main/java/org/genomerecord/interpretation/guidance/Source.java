package org.genomerecord.interpretation.guidance;

/// Where a recommendation comes from.
///
/// @param pmid PubMed identifier
/// @param doi digital object identifier, without a resolver's address
public record Source(String guideline, String edition, String pmid, String doi) {}
