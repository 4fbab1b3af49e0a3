package org.genomerecord.localstack.benchmark;

import java.util.Optional;

/// One figure, with what it is to be compared with.
///
/// @param unit of value, reference and goal
/// @param reference the same quantity of the thing compared with
/// @param goal what the value has to reach
public record Measurement(
    String name, double value, String unit, Optional<Double> reference, Optional<Goal> goal) {

  /// A figure that stands alone.
  public static Measurement of(String name, double value, String unit) {
    return new Measurement(name, value, unit, Optional.empty(), Optional.empty());
  }

  /// A number of things.
  public static Measurement count(String name, long things, String unit) {
    return of(name, (double) things, unit);
  }

  /// Beside the same quantity of something else.
  public Measurement against(double other) {
    return new Measurement(name, value, unit, Optional.of(other), goal);
  }

  /// With a bound that the value may not exceed.
  public Measurement atMost(double bound) {
    return with(new Goal(Goal.Direction.AT_MOST, bound, false));
  }

  /// With a bound that the value has to reach.
  public Measurement atLeast(double bound) {
    return with(new Goal(Goal.Direction.AT_LEAST, bound, false));
  }

  /// The figure of a negative control: what is known to be broken has to show at least so much. A
  /// control that shows less means that the benchmark finds nothing.
  public Measurement controlAtLeast(double bound) {
    return with(new Goal(Goal.Direction.AT_LEAST, bound, true));
  }

  private Measurement with(Goal wanted) {
    return new Measurement(name, value, unit, reference, Optional.of(wanted));
  }

  /// Value over reference.
  public Optional<Double> ratio() {
    return reference.filter(other -> other != 0).map(other -> value / other);
  }

  /// Whether the goal, if there is one, is reached.
  public Optional<Boolean> met() {
    return goal.map(wanted -> wanted.isMetBy(value));
  }
}
