package org.genomerecord.interpretation.report;

import java.time.Instant;
import org.genomerecord.interpretation.interpret.Interpreted;
import org.jspecify.annotations.Nullable;

/// An interpretation as issued. Sensitive.
///
/// @param interpretation its identifier: letters, digits, `-` and `.`, at most 50 characters
/// @param amends identifier of the one that it is in the place of; null: it is the first
/// @param amendedFor code of why, where it is known
/// @param accession the accession's identifier
/// @param patient the patient's pseudonym
public record IssuedInterpretation(
    String interpretation,
    @Nullable String amends,
    @Nullable String amendedFor,
    String accession,
    String patient,
    Instant issuedAt,
    String knowledgeRelease,
    Interpreted interpreted) {

  /// One that is not known to have been amended for a reason.
  public IssuedInterpretation(
      String interpretation,
      @Nullable String amends,
      String accession,
      String patient,
      Instant issuedAt,
      String knowledgeRelease,
      Interpreted interpreted) {
    this(interpretation, amends, null, accession, patient, issuedAt, knowledgeRelease, interpreted);
  }

  /// A sentence on what insertions and deletions were compared with; empty if it is not known.
  public String comparison() {
    return switch (interpreted.reference()) {
      case null -> "";
      case Interpreted.NO_REFERENCE ->
          "Insertions and deletions were compared without a reference sequence.";
      case String digest ->
          "Insertions and deletions were compared with the reference sequence around the positions"
              + " (SHA-256 "
              + digest
              + ").";
    };
  }

  /// Prints no finding.
  @Override
  public String toString() {
    return "IssuedInterpretation[" + interpretation + "]";
  }
}
