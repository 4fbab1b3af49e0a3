package org.genomerecord.interpretation.page;

/// A call set that there is no report of, or none any more: silence would read as "nothing found".
///
/// @param accession the accession's identifier
/// @param reason stable code
/// @param isWithdrawn there was a report, and the laboratory withdrew its result
public record NotInterpreted(String accession, String reason, boolean isWithdrawn) {
  public NotInterpreted(String accession, String reason) {
    this(accession, reason, false);
  }
}
