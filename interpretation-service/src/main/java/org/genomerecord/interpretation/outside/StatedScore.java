package org.genomerecord.interpretation.outside;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether a stated activity score can be what a diplotype sums to, as ingestion-service holds it
/// against its tables.
///
/// Alleles without an activity value, a copy that is not told, and copies that were not counted can
/// only add: then the known alleles are the least.
final class StatedScore {
  private static final Pattern COPIES = Pattern.compile("(.+)x(?:(≥?)([1-9][0-9]?)|N)");
  private static final String OR_MORE = "≥";

  /// As few as there can be of an allele that stands there more than once.
  private static final int COPIES_AT_LEAST = 2;

  private static final int COPIES_OF_A_GENE = 2;

  /// A decreased function went from a half to a quarter in CPIC's consensus of 2019.
  private static final double OTHER_EDITIONS = 0.25;

  private final Map<String, Double> activities;
  private double sum;

  /// What the editions by which laboratories work may give more or less.
  private double slack;

  /// Whether some of the sum is not known at all.
  private boolean isOpen;

  /// What each more of an uncounted copy adds; 0: all are counted, or add nothing.
  private double step;

  private StatedScore(Map<String, Double> activities) {
    this.activities = activities;
  }

  /// @param activities an allele's activity value, by its name; none: the gene is not scored
  /// @param score such as `1.25` or `≥3`
  static boolean contradicts(Map<String, Double> activities, String diplotype, String score) {
    if (activities.isEmpty() || diplotype.isEmpty()) {
      return false;
    }
    var summed = new StatedScore(activities);
    var copies = diplotype.split("/", -1);
    summed.isOpen = copies.length < COPIES_OF_A_GENE;
    for (var copy : copies) {
      summed.add(copy.strip());
    }
    return score.startsWith(OR_MORE)
        ? !summed.reaches(Double.parseDouble(score.substring(OR_MORE.length())))
        : !summed.mayBe(Double.parseDouble(score));
  }

  private void add(String copy) {
    if (!copy.startsWith("*") || activities.containsKey(copy)) {
      addAllele(copy);
      return;
    }
    for (var allele : copy.split("\\+", -1)) {
      addAllele(allele.strip());
    }
  }

  private void addAllele(String written) {
    var several = COPIES.matcher(written);
    boolean isRepeated = !activities.containsKey(written) && several.matches();
    var activity = activities.get(isRepeated ? several.group(1) : written);
    if (activity == null) {
      isOpen = true;
      return;
    }
    int times = isRepeated ? times(several) : 1;
    sum += activity * times;
    if (activity > 0 && activity < 1) {
      slack += OTHER_EDITIONS * times;
    }
    if (isRepeated && !isCounted(several) && activity > 0) {
      isOpen |= step > 0;
      step = activity;
    }
  }

  private static int times(Matcher several) {
    return several.group(3) == null ? COPIES_AT_LEAST : Integer.parseInt(several.group(3));
  }

  private static boolean isCounted(Matcher several) {
    return several.group(3) != null && several.group(2).isEmpty();
  }

  private boolean reaches(double least) {
    return isOpen || step > 0 || least - sum <= slack;
  }

  /// Activity values are quarters, which sum without rounding.
  private boolean mayBe(double score) {
    double more = score - sum;
    return Math.abs(more) <= slack || (more > 0 && (isOpen || (step > 0 && more % step == 0)));
  }
}
