package org.genomerecord.interpretation.page;

/// A call set that there is no report of: silence would read as "nothing found".
///
/// @param accession the accession's identifier
/// @param reason stable code
public record NotInterpreted(String accession, String reason) {}
