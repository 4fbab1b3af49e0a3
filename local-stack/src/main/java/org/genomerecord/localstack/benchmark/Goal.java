package org.genomerecord.localstack.benchmark;

import java.util.Locale;

/// What a figure has to reach.
///
/// @param bound in the unit of the figure
/// @param control whether the figure is of a negative control: something that is known to be
///   broken, and whose breakage the benchmark has to find
public record Goal(Direction direction, double bound, boolean control) {

  /// On which side of the bound the goal lies; the bound itself is within.
  public enum Direction {
    AT_MOST("≤"),
    AT_LEAST("≥");

    private final String sign;

    Direction(String sign) {
      this.sign = sign;
    }
  }

  /// Whether a figure is within the goal. Not a number never is.
  public boolean isMetBy(double value) {
    return switch (direction) {
      case AT_MOST -> value <= bound;
      case AT_LEAST -> value >= bound;
    };
  }

  /// Such as `≥ 3.00` or, of a control, `≥ 1.00 control`.
  public String text() {
    return String.format(Locale.ROOT, "%s %s", direction.sign, Figures.text(bound))
        + (control ? " control" : "");
  }
}
