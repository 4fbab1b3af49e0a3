package org.genomerecord.interpretation.drug;

import java.util.List;
import java.util.Map;

/// What a prescriber asks. Sensitive: it says what a patient takes, and what for.
///
/// @param drugs by name or RxNorm code
/// @param medications what the patient takes already, likewise; empty if nobody said
/// @param inputs of dosing algorithms, by name, such as `ageYears`
/// @param contexts that the patient is in, as guidelines label them; of a guideline that tells none
///   of them apart, and if nobody said, each context is answered
public record DrugQuestion(
    List<String> drugs,
    List<String> medications,
    Map<String, String> inputs,
    List<String> contexts) {
  public DrugQuestion {
    drugs = List.copyOf(drugs);
    medications = List.copyOf(medications);
    inputs = Map.copyOf(inputs);
    contexts = List.copyOf(contexts);
  }

  /// Without a context.
  public DrugQuestion(List<String> drugs, List<String> medications, Map<String, String> inputs) {
    this(drugs, medications, inputs, List.of());
  }

  /// Prints no drug.
  @Override
  public String toString() {
    return "DrugQuestion";
  }
}
