package org.genomerecord.interpretation.drug;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.genomerecord.interpretation.guidance.Drug;
import org.genomerecord.interpretation.guidance.Guideline;
import org.genomerecord.interpretation.guidance.Recommendation;

/// The contexts that the guidelines of a release tell apart, by their labels. A label is found in
/// whatever case, and not guessed: a context that is taken for another is worse than one that is
/// not known.
final class Contexts {
  private final Map<String, String> byKey = new TreeMap<>();

  Contexts(List<Guideline> guidelines) {
    for (var guideline : guidelines) {
      guideline.drugs().stream()
          .map(Drug::name)
          .flatMap(drug -> guideline.contexts(drug).stream())
          .filter(label -> !label.equals(Recommendation.ANY))
          .forEach(label -> byKey.put(key(label), label));
    }
  }

  /// As guidelines label it.
  Optional<String> find(String stated) {
    return Optional.ofNullable(byKey.get(key(stated)));
  }

  /// All labels, in their order.
  List<String> all() {
    return List.copyOf(byKey.values());
  }

  private static String key(String stated) {
    return stated.strip().toLowerCase(Locale.ROOT);
  }
}
