package org.genomerecord.localstack.benchmark;

import java.util.Optional;

/// One figure, with what it is to be compared with.
///
/// @param unit of value, reference and goal
/// @param reference the same quantity of the thing compared with
/// @param goal what the value may be at most
/// @param seed of the generated input
public record Measurement(
    String name,
    double value,
    String unit,
    Optional<Double> reference,
    Optional<Double> goal,
    Optional<Long> seed) {

  /// A figure that stands alone.
  public static Measurement of(String name, double value, String unit) {
    return new Measurement(name, value, unit, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// Value over reference.
  public Optional<Double> ratio() {
    return reference.filter(other -> other != 0).map(other -> value / other);
  }

  /// Whether the value is within the goal.
  public Optional<Boolean> met() {
    return goal.map(most -> value <= most);
  }
}
