package org.genomerecord.consent.disclosure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.genomerecord.record.event.DuoModifier;
import org.genomerecord.record.event.DuoPermission;
import org.genomerecord.record.event.ProvisionType;
import org.genomerecord.record.event.PurposeOfUse;
import org.genomerecord.record.event.ResearchUse;

/// Limits of research, and what requests state about theirs, of few values, so that they often
/// meet.
final class RandomResearch {
  private static final List<String> CANCER_OR_DIABETES = List.of("MONDO:0004992", "MONDO:0005148");

  private final Random random;

  RandomResearch(Random random) {
    this.random = random;
  }

  /// The purposes that a rule with a limit of research may name.
  static Set<String> only(Set<String> purposes) {
    return purposes.stream()
        .filter(PurposeOfUse::isResearch)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Half of those that permit have no modifiers.
  ResearchUse limit(ProvisionType type) {
    var permission = one(List.of(DuoPermission.values()));
    var modifiers = new EnumMap<DuoModifier, Set<String>>(DuoModifier.class);
    if (type == ProvisionType.DENY) {
      return new ResearchUse(
          permission == DuoPermission.DS ? DuoPermission.HMB : permission, Set.of(), modifiers);
    }
    for (int i = random.nextBoolean() ? 0 : 1 + random.nextInt(2); i > 0; i--) {
      var modifier = one(List.of(DuoModifier.values()));
      modifiers.put(modifier, values(modifier));
    }
    return new ResearchUse(
        permission,
        permission == DuoPermission.DS ? some(CANCER_OR_DIABETES) : Set.of(),
        modifiers);
  }

  Set<String> values(DuoModifier modifier) {
    return switch (modifier) {
      case GS -> some(List.of("DE", "FR"));
      case PS -> some(List.of("project-7", "project-8"));
      case US -> some(List.of("dr-grey", "dr-hill", "somebody"));
      case IS -> some(List.of("north", "south"));
      case MOR -> Set.of("2027-12-31");
      case TS -> Set.of("12");
      case GSO, NMDS, NPU, NCU, NPUNCU, IRB, PUB, COL, RTN -> Set.of();
    };
  }

  /// Terms that make a use; of a fifth of the requests none.
  List<String> terms() {
    var terms = new ArrayList<String>();
    if (random.nextInt(5) == 0) {
      return terms;
    }
    for (var permission : some(List.of(DuoPermission.values()))) {
      terms.add(permission.code());
      if (permission == DuoPermission.DS) {
        terms.addAll(some(CANCER_OR_DIABETES));
      }
    }
    for (var modifier : DuoModifier.values()) {
      if (random.nextInt(3) > 0) {
        switch (modifier) {
          case GS, PS ->
              values(modifier).forEach(value -> terms.add(modifier.code() + "=" + value));
          case US, IS, MOR, TS -> {} // not the request's to state
          case GSO, NMDS, NPU, NCU, NPUNCU, IRB, PUB, COL, RTN -> terms.add(modifier.code());
        }
      }
    }
    return terms;
  }

  private <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /// One more often than two. In order: that of `Set.of` is another in each process.
  private <T> Set<T> some(List<T> values) {
    return new LinkedHashSet<>(
        random.nextInt(3) > 0
            ? List.of(one(values))
            : values.subList(0, Math.min(2, values.size())));
  }
}
