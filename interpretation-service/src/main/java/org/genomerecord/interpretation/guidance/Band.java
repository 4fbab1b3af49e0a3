package org.genomerecord.interpretation.guidance;

import java.util.Optional;
import java.util.regex.Pattern;

/// A band of activity scores, as tables write it: `0..0.5` with both ends, `>0..<1.25` without
/// them, `>2.25` without an upper end.
///
/// @param from lowest score, inclusive
/// @param to highest score, inclusive
public record Band(double from, double to) {
  private static final String NUMBER = "(\\d+(?:\\.\\d+)?)";
  private static final Pattern BETWEEN = Pattern.compile("(>?)" + NUMBER + "\\.\\.(<?)" + NUMBER);
  private static final Pattern ABOVE = Pattern.compile(">" + NUMBER);

  /// @return empty if the text is no band, or one that nothing lies in
  public static Optional<Band> parse(String text) {
    var above = ABOVE.matcher(text);
    if (above.matches()) {
      return Optional.of(
          new Band(Math.nextUp(Double.parseDouble(above.group(1))), Double.POSITIVE_INFINITY));
    }
    var between = BETWEEN.matcher(text);
    if (!between.matches()) {
      return Optional.empty();
    }
    var from = Double.parseDouble(between.group(2));
    var to = Double.parseDouble(between.group(4));
    var band =
        new Band(
            between.group(1).isEmpty() ? from : Math.nextUp(from),
            between.group(3).isEmpty() ? to : Math.nextDown(to));
    return band.from <= band.to ? Optional.of(band) : Optional.empty();
  }

  /// Whether the score lies in the band.
  public boolean holds(double score) {
    return score >= from && score <= to;
  }
}
