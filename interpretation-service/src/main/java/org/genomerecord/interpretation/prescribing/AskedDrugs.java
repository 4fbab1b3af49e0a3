package org.genomerecord.interpretation.prescribing;

import java.util.List;
import java.util.Map;
import org.genomerecord.interpretation.drug.DrugQuestion;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/// The body of a question about drugs. Sensitive.
///
/// @param medications null: nobody stated any
/// @param dosing inputs of dosing algorithms; null: none
/// @param contexts that the patient is in, as guidelines label them; null: nobody said
record AskedDrugs(
    List<String> drugs,
    @Nullable List<String> medications,
    @Nullable Map<String, String> dosing,
    @Nullable List<String> contexts) {

  /// Checks what came from outside.
  ///
  /// @throws Refusal incorrect, without anything of the body
  static AskedDrugs checked(@Nullable AskedDrugs asked) {
    if (asked == null || !asked.isWhole()) {
      throw wrong();
    }
    return asked;
  }

  /// JSON leaves absent what the components promise.
  @SuppressWarnings("NullAway")
  private boolean isWhole() {
    return drugs != null
        && !drugs.contains(null)
        && (medications == null || !medications.contains(null))
        && (dosing == null || !dosing.containsValue(null))
        && (contexts == null || !contexts.contains(null));
  }

  DrugQuestion question() {
    return new DrugQuestion(
        drugs,
        medications == null ? List.of() : medications,
        dosing == null ? Map.of() : dosing,
        contexts == null ? List.of() : contexts);
  }

  private static Refusal wrong() {
    return new Refusal(
        Category.INCORRECT,
        "drug-question",
        "the body is the JSON object of a question: drugs, and perhaps medications, dosing and"
            + " contexts");
  }

  /// Prints no drug.
  @Override
  public String toString() {
    return "AskedDrugs";
  }
}
