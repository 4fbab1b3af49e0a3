package org.genomerecord.interpretation.interpret;

import java.util.List;

/// What a panel found in one sample. Sensitive: it is stored and sent sealed only.
///
/// @param panel the folder name of the panel that found it
/// @param hgncId the gene's HGNC identifier
/// @param dataClass the class of data whose permission it needs
/// @param knowledgeRelease the name of the release that it was found with
/// @param diplotypes all best explanations of the calls, sorted; empty if not called
/// @param positionsMissing defining positions that were not called
/// @param positionsUndocumented defining positions with bases that no named allele is defined by
/// @param allelesNotExcluded alleles outside the diplotypes that a missing position keeps possible
/// @param phenotypesNotExcluded phenotypes outside the diplotypes' that a missing position keeps
///   possible
/// @param caveats sentences for the reader, without bases
public record Finding(
    String panel,
    String gene,
    String hgncId,
    String dataClass,
    String knowledgeRelease,
    Certainty certainty,
    List<Diplotype> diplotypes,
    List<Position> positionsMissing,
    List<Position> positionsUndocumented,
    List<String> allelesNotExcluded,
    List<String> phenotypesNotExcluded,
    List<String> caveats) {
  /// The caveat of a gene that nobody looked at. It is stored with findings and stays as it is.
  static final String NOTHING_CALLED = "No defining position was called.";

  public Finding {
    diplotypes = List.copyOf(diplotypes);
    positionsMissing = List.copyOf(positionsMissing);
    positionsUndocumented = List.copyOf(positionsUndocumented);
    allelesNotExcluded = List.copyOf(allelesNotExcluded);
    phenotypesNotExcluded = List.copyOf(phenotypesNotExcluded);
    caveats = List.copyOf(caveats);
  }

  /// Whether anything was looked at that tells of the gene, also if it does not decide.
  public boolean wasTested() {
    return !caveats.contains(NOTHING_CALLED);
  }

  /// Prints the gene only.
  @Override
  public String toString() {
    return "Finding[" + gene + "]";
  }
}
