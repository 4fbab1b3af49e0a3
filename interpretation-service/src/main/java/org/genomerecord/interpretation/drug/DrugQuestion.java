package org.genomerecord.interpretation.drug;

import java.util.List;
import java.util.Map;

/// What a prescriber asks. Sensitive: it says what a patient takes.
///
/// @param drugs by name or RxNorm code
/// @param medications what the patient takes already, likewise; empty if nobody said
/// @param inputs of dosing algorithms, by name, such as `ageYears`
public record DrugQuestion(
    List<String> drugs, List<String> medications, Map<String, String> inputs) {
  public DrugQuestion {
    drugs = List.copyOf(drugs);
    medications = List.copyOf(medications);
    inputs = Map.copyOf(inputs);
  }

  /// Prints no drug.
  @Override
  public String toString() {
    return "DrugQuestion";
  }
}
