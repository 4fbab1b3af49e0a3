package org.genomerecord.ingestion.outside;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether a stated activity score can be what a diplotype sums to. Pure.
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
  private static final BigDecimal OTHER_EDITIONS = new BigDecimal("0.25");

  private final Map<String, BigDecimal> activities;
  private BigDecimal sum = BigDecimal.ZERO;

  /// What the editions by which laboratories work may give more or less.
  private BigDecimal slack = BigDecimal.ZERO;

  /// Whether some of the sum is not known at all.
  private boolean isOpen;

  /// What each more of an uncounted copy adds; zero: all are counted, or add nothing.
  private BigDecimal step = BigDecimal.ZERO;

  private StatedScore(Map<String, BigDecimal> activities) {
    this.activities = activities;
  }

  /// @param diplotype well formed
  /// @param score such as `1.25` or `≥3`
  static boolean contradicts(KnownGene gene, String diplotype, String score) {
    if (gene.activities().isEmpty() || diplotype.isEmpty()) {
      return false;
    }
    var summed = new StatedScore(gene.activities());
    var copies = diplotype.split("/", -1);
    summed.isOpen = copies.length < COPIES_OF_A_GENE;
    for (var copy : copies) {
      summed.add(gene, copy.strip());
    }
    return score.startsWith(OR_MORE)
        ? !summed.reaches(new BigDecimal(score.substring(OR_MORE.length())))
        : !summed.mayBe(new BigDecimal(score));
  }

  private void add(KnownGene gene, String copy) {
    if (!gene.hasStarAlleles() || activities.containsKey(copy)) {
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
    var times = BigDecimal.valueOf(isRepeated ? times(several) : 1);
    sum = sum.add(activity.multiply(times));
    if (activity.signum() > 0 && activity.compareTo(BigDecimal.ONE) < 0) {
      slack = slack.add(OTHER_EDITIONS.multiply(times));
    }
    if (isRepeated && !isCounted(several) && activity.signum() > 0) {
      isOpen |= step.signum() > 0;
      step = activity;
    }
  }

  private static int times(Matcher several) {
    return several.group(3) == null ? COPIES_AT_LEAST : Integer.parseInt(several.group(3));
  }

  private static boolean isCounted(Matcher several) {
    return several.group(3) != null && several.group(2).isEmpty();
  }

  private boolean reaches(BigDecimal least) {
    return isOpen || step.signum() > 0 || least.subtract(sum).compareTo(slack) <= 0;
  }

  private boolean mayBe(BigDecimal score) {
    var more = score.subtract(sum);
    return more.abs().compareTo(slack) <= 0
        || (more.signum() > 0
            && (isOpen || (step.signum() > 0 && more.remainder(step).signum() == 0)));
  }
}
