package org.genomerecord.interpretation.drug;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// What dosing algorithms ask about a patient beside the genes. Numbers have bounds: the algorithms
/// were made with adults, and nothing is computed far from whom they were made with.
enum DosingInput {
  AGE_YEARS("ageYears", 18, 110),
  HEIGHT_CM("heightCm", 120, 230),
  WEIGHT_KG("weightKg", 30, 250),
  TARGET_INR("targetInr", 1.5, 4),
  RACE("race", "asian|black|other|white"),
  AMIODARONE("amiodarone", "no|yes"),
  /// Carbamazepine, phenytoin, rifampicin (rifampin).
  ENZYME_INDUCER("enzymeInducer", "no|yes"),
  SMOKER("smoker", "no|yes"),
  /// That it is for deep vein thrombosis or pulmonary embolism.
  THROMBOSIS("thrombosis", "no|yes");

  private static final int LENGTH_MAX = 10;

  private final String label;
  private final double from;
  private final double to;

  /// Separated by `|`; empty of a number.
  private final String values;

  DosingInput(String label, double from, double to) {
    this.label = label;
    this.from = from;
    this.to = to;
    this.values = "";
  }

  DosingInput(String label, String values) {
    this.label = label;
    this.from = 0;
    this.to = 0;
    this.values = values;
  }

  static Optional<DosingInput> named(String label) {
    return Arrays.stream(values()).filter(input -> input.label.equals(label)).findFirst();
  }

  /// The labels of all, separated by commas.
  static String all() {
    return Arrays.stream(values()).map(DosingInput::label).collect(Collectors.joining(", "));
  }

  String label() {
    return label;
  }

  /// For people: the name and what it may be.
  String describe() {
    return values.isEmpty()
        ? String.format(Locale.ROOT, "%s (%s to %s)", label, plain(from), plain(to))
        : label + " (" + values.replace("|", ", ") + ")";
  }

  /// Whether it may be this.
  boolean accepts(String stated) {
    return values.isEmpty() ? number(stated).isPresent() : stated.matches(values);
  }

  /// The number that is stated; none if it is none, or out of bounds.
  OptionalDouble number(String stated) {
    if (stated.length() > LENGTH_MAX || !stated.matches("\\d+(\\.\\d+)?")) {
      return OptionalDouble.empty();
    }
    var number = Double.parseDouble(stated);
    return number >= from && number <= to ? OptionalDouble.of(number) : OptionalDouble.empty();
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
