package org.genomerecord.interpretation.callset;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.genomerecord.interpretation.variant.Change;

/// What one VCF record says about one locus. Several records may speak about it: split
/// multi-allelics, overlapping indels, a reference block beside a variant.
///
/// @param first the bases of one copy, [#MISSING], or [#SILENT]
/// @param second the bases of the other copy, likewise, or [LocusCall#NO_COPY]
/// @param phaseBlock empty if not phased
/// @param written by the bases of a copy that has gained or lost some, how the record writes that
/// @param absent bases that the record names and that neither copy has
record Evidence(
    String first,
    String second,
    String phaseBlock,
    Map<String, Change> written,
    Set<String> absent) {
  Evidence {
    written = Map.copyOf(written);
    absent = Set.copyOf(absent);
  }

  Evidence(String first, String second, String phaseBlock) {
    this(first, second, phaseBlock, Map.of(), Set.of());
  }

  /// The record says that this copy could not be called.
  static final String MISSING = ".";

  /// The record says nothing about this copy at this locus.
  static final String SILENT = "";

  /// More differing records than this about one locus are a contradiction, not a call.
  static final int PER_LOCUS_MAX = 64;

  boolean isSilent() {
    return first.equals(SILENT) && (second.equals(SILENT) || isSingle());
  }

  private boolean isSingle() {
    return second.equals(LocusCall.NO_COPY);
  }

  private boolean isHomozygous() {
    return first.equals(second);
  }

  /// The one call that all records agree on; of one copy alone if that differs from the reference
  /// and the other is not told. Empty if both copies are missing, or one beside the reference, or
  /// if the records contradict each other.
  ///
  /// The order of the records does not matter.
  static Optional<LocusCall> merge(Locus locus, Collection<Evidence> all) {
    if (all.size() == 1) {
      // Nearly all loci: one record, and both copies the same.
      var only = all.iterator().next();
      if (only.isHomozygous() && !only.first.equals(MISSING) && !only.first.equals(SILENT)) {
        return Optional.of(new LocusCall(only.first, only.second, ""));
      }
    }
    var distinct = asOne(Set.copyOf(all));
    return agreed(locus, distinct).or(() -> half(locus, distinct));
  }

  /// With one sign for a deletion that one record writes in bases and another by a sign.
  private static Set<Evidence> asOne(Set<Evidence> all) {
    return all.stream().anyMatch(one -> one.copies().contains(LocusCall.NOT_IN_BASES))
        ? all.stream()
            .map(one ->
                new Evidence(
                    sign(one.first), sign(one.second), one.phaseBlock, one.written, one.absent))
            .collect(Collectors.toUnmodifiableSet())
        : all;
  }

  private static String sign(String base) {
    return base.equals(LocusCall.UNDOCUMENTED) ? LocusCall.NOT_IN_BASES : base;
  }

  private static Optional<LocusCall> agreed(Locus locus, Set<Evidence> distinct) {
    if (distinct.size() > PER_LOCUS_MAX || isWrittenTwice(distinct) || isDenied(distinct)) {
      return Optional.empty();
    }
    if (distinct.stream().anyMatch(Evidence::isSingle)) {
      return ofOneCopy(locus, distinct);
    }
    var blocks = new TreeSet<String>();
    distinct.stream().filter(e -> !e.isHomozygous()).forEach(e -> blocks.add(e.phaseBlock()));
    var phased = blocks.size() == 1 && !blocks.first().isEmpty();
    return phased ? bySlot(locus, distinct, blocks.first()) : byCount(locus, distinct);
  }

  /// What differs from the reference on a copy, where a record says nothing of the other copy.
  private static Optional<LocusCall> half(Locus locus, Set<Evidence> all) {
    return all.stream()
        .flatMap(one ->
            Stream.of(one.besides(one.second, one.first), one.besides(one.first, one.second)))
        .filter(base -> isAlternate(locus, base))
        // Letters come after the signs that stand for no bases, and are what is known best.
        .max(Comparator.naturalOrder())
        .map(base -> new LocusCall(base, LocusCall.NOT_CALLED, ""));
  }

  private List<String> copies() {
    return List.of(first, second);
  }

  private String besides(String untold, String told) {
    return untold.equals(MISSING) || untold.equals(SILENT) ? told : SILENT;
  }

  /// Two changes that are the same by themselves, as two insertions in one repeat are, in two
  /// records: whether a copy has both, or it is one that was written twice, nobody can tell.
  private static boolean isWrittenTwice(Set<Evidence> all) {
    var known = new HashMap<String, Change>();
    return all.stream()
        .flatMap(one -> one.written.entrySet().stream())
        .anyMatch(one -> {
          var before = known.putIfAbsent(one.getKey(), one.getValue());
          return before != null && !before.equals(one.getValue());
        });
  }

  /// What one record calls and another names and does not call. A reference block names nothing,
  /// and of a split multi-allelic record each part names another base.
  private static boolean isDenied(Set<Evidence> all) {
    return all.stream()
        .flatMap(one -> one.absent.stream())
        .anyMatch(base ->
            all.stream().anyMatch(one -> one.first.equals(base) || one.second.equals(base)));
  }

  /// Records of one copy and of two contradict each other.
  private static Optional<LocusCall> ofOneCopy(Locus locus, Set<Evidence> all) {
    return all.stream().allMatch(Evidence::isSingle)
        ? copy(locus, all.stream().map(Evidence::first).toList())
            .map(base -> new LocusCall(base, LocusCall.NO_COPY, ""))
        : Optional.empty();
  }

  private static Optional<LocusCall> bySlot(Locus locus, Set<Evidence> all, String block) {
    var slotsOfAlternate = new HashMap<String, Set<String>>();
    for (var one : all) {
      for (var base : Set.copyOf(List.of(one.first, one.second))) {
        if (isAlternate(locus, base)) {
          var slots = (one.first.equals(base) ? "1" : "") + (one.second.equals(base) ? "2" : "");
          slotsOfAlternate.computeIfAbsent(base, _ -> new HashSet<>()).add(slots);
        }
      }
    }
    if (slotsOfAlternate.values().stream().anyMatch(slots -> slots.size() > 1)) {
      return Optional.empty();
    }
    var first = copy(locus, all.stream().map(Evidence::first).toList());
    var second = copy(locus, all.stream().map(Evidence::second).toList());
    if (first.isEmpty() || second.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new LocusCall(first.get(), second.get(), block));
  }

  private static Optional<String> copy(Locus locus, Collection<String> said) {
    var alternates = new TreeSet<>(said);
    alternates.removeIf(base -> !isAlternate(locus, base));
    if (alternates.size() == 1) {
      return Optional.of(alternates.first());
    }
    return alternates.isEmpty() && !said.contains(MISSING) && said.contains(locus.reference())
        ? Optional.of(locus.reference())
        : Optional.empty();
  }

  private static Optional<LocusCall> byCount(Locus locus, Set<Evidence> all) {
    Map<String, Integer> copies = new TreeMap<>();
    var missing = false;
    var reference = false;
    for (var one : all) {
      missing |= one.first.equals(MISSING) || one.second.equals(MISSING);
      reference |= one.first.equals(locus.reference()) || one.second.equals(locus.reference());
      for (var base : Set.copyOf(List.of(one.first, one.second))) {
        if (isAlternate(locus, base)) {
          var count = one.isHomozygous() ? 2 : 1;
          if (copies.merge(base, count, (a, b) -> a.equals(b) ? a : 3) > 2) {
            return Optional.empty();
          }
        }
      }
    }
    var bases =
        copies.entrySet().stream()
            .flatMap(e -> Collections.nCopies(e.getValue(), e.getKey()).stream())
            .toList();
    if (bases.size() == 2) {
      return Optional.of(new LocusCall(bases.getFirst(), bases.getLast(), ""));
    }
    if (bases.size() > 2 || missing || !reference) {
      return Optional.empty();
    }
    return Optional.of(
        new LocusCall(
            locus.reference(), bases.isEmpty() ? locus.reference() : bases.getFirst(), ""));
  }

  private static boolean isAlternate(Locus locus, String base) {
    return !base.equals(locus.reference()) && !base.equals(MISSING) && !base.equals(SILENT);
  }

  /// Prints no genotype.
  @Override
  public String toString() {
    return "Evidence";
  }
}
