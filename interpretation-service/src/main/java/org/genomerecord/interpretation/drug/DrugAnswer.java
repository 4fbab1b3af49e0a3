package org.genomerecord.interpretation.drug;

import java.util.List;
import org.genomerecord.interpretation.guidance.Drug;
import org.genomerecord.interpretation.guidance.Recommendation;
import org.genomerecord.interpretation.interpret.Finding;

/// What is known here of one drug for one sample. The four are four: none of them says that the
/// drug may be taken as usual, unless its guidance does. Sensitive.
public sealed interface DrugAnswer {
  /// As it was asked.
  String asked();

  /// Nothing of this name or code is known here.
  record UnknownDrug(String asked) implements DrugAnswer {
    @Override
    public String toString() {
      return "UnknownDrug";
    }
  }

  /// The drug is known; this release has no guideline that makes a recommendation for it.
  record WithoutGuidance(String asked, Drug drug) implements DrugAnswer {
    @Override
    public String toString() {
      return "WithoutGuidance";
    }
  }

  /// There is guidance, but none of its genes was tested.
  ///
  /// @param genes all that the guidance goes by
  record NotTested(String asked, Drug drug, List<String> genes) implements DrugAnswer {
    public NotTested {
      genes = List.copyOf(genes);
    }

    @Override
    public String toString() {
      return "NotTested";
    }
  }

  /// There is guidance, and at least one of its genes was tested. Where the result does not decide,
  /// the recommendations say so.
  ///
  /// @param findings of the genes that the guidance goes by
  /// @param populations whom each of the guidelines is for
  /// @param contexts those of the question that a guideline of the drug tells from others, as it
  ///   labels them: of the others it recommends nothing here
  /// @param contextsNotApplied those of the question that make no difference to the drug, as stated
  /// @param recommendations by the genes alone
  /// @param conversions what other drugs make of the genes that the guidance goes by
  /// @param converted recommendations by what they make of them; empty without conversions
  /// @param doses what dosing algorithms come to
  record Guided(
      String asked,
      Drug drug,
      List<String> populations,
      List<String> contexts,
      List<String> contextsNotApplied,
      List<Finding> findings,
      List<Recommendation> recommendations,
      List<Conversion> conversions,
      List<Recommendation> converted,
      List<DoseEstimate> doses)
      implements DrugAnswer {
    public Guided {
      populations = List.copyOf(populations);
      contexts = List.copyOf(contexts);
      contextsNotApplied = List.copyOf(contextsNotApplied);
      findings = List.copyOf(findings);
      recommendations = List.copyOf(recommendations);
      conversions = List.copyOf(conversions);
      converted = List.copyOf(converted);
      doses = List.copyOf(doses);
    }

    @Override
    public String toString() {
      return "Guided";
    }
  }
}
