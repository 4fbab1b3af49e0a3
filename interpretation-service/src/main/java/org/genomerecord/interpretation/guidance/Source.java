package org.genomerecord.interpretation.guidance;

/// Where a recommendation comes from.
///
/// @param pmid PubMed identifier
/// @param doi digital object identifier, without a resolver's address; empty of what has none, as
///   the label of a drug, whose PubMed identifier is that of a review
public record Source(String guideline, String edition, String pmid, String doi) {
  /// Where it can be read, without a resolver's address.
  public String cited() {
    return doi.isEmpty() ? "pmid:" + pmid : "doi:" + doi;
  }
}
