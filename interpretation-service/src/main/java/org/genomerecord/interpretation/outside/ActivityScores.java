package org.genomerecord.interpretation.outside;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The activity scores that one result can have: one, or several where copies were not counted.
/// Written as `1.25`, `1.5, 1.75, 2.0` or, of the highest phenotype, `≥3.0`.
///
/// @param possible ascending; none is there twice
/// @param orMore whether there may be higher ones than the last
public record ActivityScores(List<Double> possible, boolean orMore) {
  private static final Pattern SCORE = Pattern.compile("\\d{1,2}(\\.\\d{1,3})?");
  private static final String OR_MORE = "≥";
  private static final String BETWEEN = ", ";

  public ActivityScores {
    possible = List.copyOf(possible);
    if (possible.isEmpty()) {
      throw new IllegalArgumentException("a result has a score, or no scores at all");
    }
  }

  /// Empty if the text is none such as above.
  public static Optional<ActivityScores> parse(String written) {
    boolean orMore = written.startsWith(OR_MORE);
    var scores = written.substring(orMore ? OR_MORE.length() : 0).split(BETWEEN, -1);
    return Stream.of(scores).allMatch(score -> SCORE.matcher(score).matches())
        ? Optional.of(new ActivityScores(Stream.of(scores).map(Double::valueOf).toList(), orMore))
        : Optional.empty();
  }

  /// Whether it may be this one.
  public boolean mayBe(double score) {
    return possible.contains(score) || (orMore && score >= possible.getLast());
  }

  /// As it is written.
  public String text() {
    return (orMore ? OR_MORE : "")
        + possible.stream().map(String::valueOf).collect(Collectors.joining(BETWEEN));
  }

  /// Prints no score.
  @Override
  public String toString() {
    return "ActivityScores";
  }
}
