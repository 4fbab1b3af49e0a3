package org.genomerecord.interpretation.guidance;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a guideline says about one drug for what was found of its genes. Sensitive.
///
/// @param rxNorm RxNorm concept identifier of the ingredient; empty if the tables have none
/// @param context the clinical context that it holds in; `any` if in all
/// @param basis the genes' results that it follows from, in the guideline's order
/// @param notAssessed genes of the guideline that this release does not assess
/// @param population whom the guideline is for, in a sentence; null: nobody noted it, as in what
///   was issued before it was part of reports
public record Recommendation(
    String drug,
    String rxNorm,
    String context,
    List<Basis> basis,
    Action action,
    String wording,
    Strength strength,
    List<String> notAssessed,
    Source source,
    @Nullable String population) {
  /// The context of what holds in all.
  public static final String ANY = "any";

  public Recommendation {
    basis = List.copyOf(basis);
    notAssessed = List.copyOf(notAssessed);
  }

  /// The drug's RxNorm concept identifier; empty if the tables have none.
  public Optional<String> code() {
    return Drug.code(rxNorm);
  }

  /// @param gene as the guideline names it
  /// @param phenotype empty if the gene was not called, or the allele not told
  public record Basis(String gene, String phenotype) {
    /// The gene's HGNC symbol: guidelines name an allele of HLA together with its gene.
    public String symbol() {
      return Guideline.symbol(gene);
    }

    /// Whether the guideline goes by an allele, or one of several, and not by the whole gene.
    public boolean byAllele() {
      return Guideline.isAllele(gene);
    }

    /// Gene and result in words, such as `HLA-B *57:01 positive`.
    public String words() {
      return phenotype.isEmpty()
          ? gene + (byAllele() ? " not told" : " not called")
          : symbol() + " " + phenotype;
    }

    /// Prints the gene only.
    @Override
    public String toString() {
      return "Basis[" + gene + "]";
    }
  }

  /// Prints neither phenotype nor advice.
  @Override
  public String toString() {
    return "Recommendation[" + drug + "]";
  }
}
