package org.genomerecord.record.event;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Which research a provision is about, in the terms of the GA4GH Data Use Ontology (DUO). What it
/// covers stands in docs/methods/decisions.md.
///
/// @param diseases MONDO ids, such as `MONDO:0004992`; some where the permission is disease
///   specific, none otherwise
/// @param modifiers with their values
public record ResearchUse(
    DuoPermission permission, Set<String> diseases, Map<DuoModifier, Set<String>> modifiers) {
  private static final Pattern DISEASE = Pattern.compile("MONDO:[0-9]{7}");
  private static final int DISEASES_MAX = 32;

  /// @throws IllegalArgumentException if it names no diseases where it has to, or the other way
  ///   round, or a disease or a value has another form
  public ResearchUse {
    Objects.requireNonNull(permission, "research has a permission of DUO");
    // Sorted: Set.copyOf iterates in another order in each process, and with it the stored JSON.
    diseases = Collections.unmodifiableSet(new TreeSet<>(diseases));
    modifiers = sorted(modifiers);
    if ((permission == DuoPermission.DS) == diseases.isEmpty()) {
      throw new IllegalArgumentException("diseases stand with DUO:0000007, and only there");
    }
    if (diseases.size() > DISEASES_MAX
        || !diseases.stream().allMatch(disease -> DISEASE.matcher(disease).matches())) {
      throw new IllegalArgumentException("diseases are at most 32, each as MONDO:0004992");
    }
    if (!modifiers.entrySet().stream().allMatch(each -> each.getKey().takes(each.getValue()))) {
      throw new IllegalArgumentException("a modifier of DUO has the values that it takes");
    }
  }

  /// Whether it holds for some diseases, or under modifiers, only: what whoever asks may leave
  /// unsaid.
  public boolean holdsConditionally() {
    return permission == DuoPermission.DS || !modifiers.isEmpty();
  }

  private static Map<DuoModifier, Set<String>> sorted(Map<DuoModifier, Set<String>> modifiers) {
    var sorted = new EnumMap<DuoModifier, Set<String>>(DuoModifier.class);
    modifiers.forEach((modifier, values) ->
        sorted.put(modifier, Collections.unmodifiableSet(new TreeSet<>(values))));
    return Collections.unmodifiableMap(sorted);
  }
}
