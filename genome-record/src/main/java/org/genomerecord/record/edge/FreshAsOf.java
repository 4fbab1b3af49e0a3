package org.genomerecord.record.edge;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/// How fresh an answer has to be: the positions that writes answered with.
///
/// @param positions by topic, such as `ingestion.events`
public record FreshAsOf(Map<String, Long> positions) {
  /// For example `Fresh-As-Of: consent:12, ingestion:17`.
  public static final String HEADER = "Fresh-As-Of";

  /// Says in an answer what it is as of, in the same form.
  public static final String ANSWERED = "As-Of";

  private static final Pattern ITEM =
      Pattern.compile("(consent|ingestion|interpretation):([0-9]{1,18})");

  public FreshAsOf {
    positions = Map.copyOf(positions);
  }

  /// @param header null or empty: any freshness will do
  /// @throws Refusal incorrect, if it is not of the form
  public static FreshAsOf parse(@Nullable String header) {
    var positions = new HashMap<String, Long>();
    if (header != null && !header.isBlank()) {
      for (var item : header.split(",", -1)) {
        var matcher = ITEM.matcher(item.strip());
        if (!matcher.matches()) {
          throw new Refusal(
              Category.INCORRECT,
              "fresh-as-of",
              "Fresh-As-Of lists logs and positions, such as consent:12, ingestion:17");
        }
        positions.merge(matcher.group(1) + ".events", Long.valueOf(matcher.group(2)), Math::max);
      }
    }
    return new FreshAsOf(positions);
  }
}
