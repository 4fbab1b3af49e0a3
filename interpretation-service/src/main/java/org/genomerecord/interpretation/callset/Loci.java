package org.genomerecord.interpretation.callset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The sorted loci of all panels, so that one pass over a call set serves every panel.
///
/// The join looks each record up by position instead of advancing a cursor: it costs the same
/// beside reading the line, and a call set whose lines are out of order gives the same answer.
public final class Loci {
  private final Map<String, NavigableMap<Integer, List<Locus>>> byContig = new HashMap<>();
  private final int longestReference;

  private Loci(Collection<Locus> loci) {
    var longest = 1;
    for (var locus : loci) {
      byContig
          .computeIfAbsent(contigName(locus.chromosome()), _ -> new TreeMap<>())
          .computeIfAbsent(locus.position(), _ -> new ArrayList<>())
          .add(locus);
      longest = Math.max(longest, locus.reference().length());
    }
    longestReference = longest;
  }

  public static Loci of(Collection<Locus> loci) {
    return new Loci(loci);
  }

  /// A contig's name without `chr`, so that both ways of naming meet.
  static String contigName(String contig) {
    return contig.startsWith("chr") ? contig.substring(3) : contig;
  }

  /// The loci that overlap the 1-based, closed interval.
  List<Locus> overlapping(String contig, int start, int end) {
    var onContig = byContig.getOrDefault(contigName(contig), Collections.emptyNavigableMap());
    if (onContig.isEmpty() || end < start) {
      return List.of();
    }
    var found = new ArrayList<Locus>();
    for (var atPosition : onContig.subMap(start - longestReference + 1, true, end, true).values()) {
      for (var locus : atPosition) {
        if (locus.end() >= start) {
          found.add(locus);
        }
      }
    }
    return found;
  }

  /// All on a contig, by position.
  List<Locus> on(String contig) {
    return byContig
        .getOrDefault(contigName(contig), Collections.emptyNavigableMap())
        .values()
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  boolean touches(String contig) {
    return byContig.containsKey(contigName(contig));
  }
}
