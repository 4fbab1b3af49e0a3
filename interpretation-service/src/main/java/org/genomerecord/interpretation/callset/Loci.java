package org.genomerecord.interpretation.callset;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.genomerecord.interpretation.table.DefectiveKnowledge;
import org.genomerecord.interpretation.variant.Ambiguity;
import org.genomerecord.interpretation.variant.Change;
import org.genomerecord.interpretation.variant.Contigs;
import org.genomerecord.interpretation.variant.Reference;
import org.genomerecord.interpretation.variant.Window;
import org.jspecify.annotations.Nullable;

/// The sorted loci of all panels, so that one pass over a call set serves every panel.
///
/// The join looks each record up by position instead of advancing a cursor: it costs the same
/// beside reading the line, and a call set whose lines are out of order gives the same answer.
///
/// Of a locus that is defined by an insertion or deletion the bases around are kept, as far as it
/// could be written elsewhere: all of its repeat where there is a reference, else its own.
public final class Loci {
  /// How far from its locus an insertion or deletion may be written where the bases between are not
  /// known. A repeat that is longer than a short read is not called from such reads.
  static final int UNKNOWN_REPEAT_BASES_MAX = 100;

  private final Spans spans = new Spans();
  private final Spans reaches = new Spans();
  private final Map<Locus, Around> around = new HashMap<>();

  /// What is known around a locus.
  ///
  /// @param isAll whether it is all of its repeat
  private record Around(Window known, boolean isAll) {
    /// A record beside the window shows the next bases itself.
    int reachFirst() {
      return Math.max(0, known.first() - (isAll ? 1 : UNKNOWN_REPEAT_BASES_MAX));
    }

    int reachLast() {
      return known.last() + (isAll ? 1 : UNKNOWN_REPEAT_BASES_MAX);
    }
  }

  private final @Nullable String referenceDigest;

  private Loci(Collection<Locus> loci, @Nullable Reference reference) {
    for (var locus : loci) {
      spans.add(locus, locus.position(), locus.end());
      if (!locus.changes().stream().allMatch(Change::isSubstitution)) {
        var known = around(locus, reference);
        around.put(locus, known);
        reaches.add(locus, known.reachFirst(), known.reachLast());
      }
    }
    referenceDigest = reference == null ? null : digest();
  }

  /// Two references that have the same bases there are one to these loci.
  private String digest() {
    var text =
        around.entrySet().stream()
            .map(locus ->
                Contigs.canonical(locus.getKey().chromosome())
                    + "\t"
                    + locus.getValue().known().first()
                    + "\t"
                    + locus.getValue().known().bases()
                    + "\n")
            .distinct()
            .sorted()
            .collect(Collectors.joining());
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /// Loci by themselves: an insertion or deletion is found where it is written at its locus or next
  /// to it.
  public static Loci of(Collection<Locus> loci) {
    return of(loci, null);
  }

  /// Loci with the reference around them: an insertion or deletion is found wherever in its repeat
  /// it is written. The reference is read here and not any more.
  ///
  /// @param reference of GRCh38
  /// @throws DefectiveKnowledge if a locus has other bases than the reference
  public static Loci of(Collection<Locus> loci, @Nullable Reference reference) {
    return new Loci(loci, reference);
  }

  private static Around around(Locus locus, @Nullable Reference reference) {
    var contig = Contigs.canonical(locus.chromosome());
    var own = own(locus);
    var known = reference == null ? "" : reference.bases(contig, own.first(), own.last());
    if (reference == null || known.isEmpty()) {
      return new Around(own, false);
    }
    if (!known.equals(locus.reference())) {
      throw new DefectiveKnowledge("panel", locus.label() + " has other bases than the reference");
    }
    var first = own.first();
    var last = own.last();
    for (var change : locus.changes()) {
      if (change.isIndel()) {
        var ambiguity = Ambiguity.of(reference, contig, change).orElse(new Ambiguity(0, 0));
        first = Math.min(first, change.position() - ambiguity.left());
        last =
            Math.max(last, change.position() + change.reference().length() - 1 + ambiguity.right());
      }
    }
    return new Around(new Window(first, reference.bases(contig, first, last)), true);
  }

  /// SHA-256, in hexadecimal, of the reference's bases around the loci; empty without a reference.
  /// Hashed are the lines, sorted, of contig, first position and bases, with tabs between, of each
  /// locus that is defined by an insertion or deletion.
  public Optional<String> referenceDigest() {
    return Optional.ofNullable(referenceDigest);
  }

  /// The loci that overlap the 1-based, closed interval.
  List<Locus> overlapping(String contig, int start, int end) {
    return spans.overlapping(contig, start, end);
  }

  /// The loci that are defined by an insertion or deletion that could be written in the interval.
  List<Locus> reached(String contig, int start, int end) {
    return reaches.overlapping(contig, start, end);
  }

  /// A locus at which, or beside which, other reference bases are known than these: then the two
  /// speak of different genomes.
  Optional<Locus> contradicted(String contig, Window shown) {
    return contradicted(
        shown,
        overlapping(contig, shown.first(), shown.last()),
        reached(contig, shown.first(), shown.last()));
  }

  /// The same, where the loci are known that the bases lie at, and those that reach them; there may
  /// be more.
  Optional<Locus> contradicted(Window shown, List<Locus> overlapped, List<Locus> reached) {
    return contradicted(shown, overlapped).or(() -> contradicted(shown, reached));
  }

  private Optional<Locus> contradicted(Window shown, List<Locus> near) {
    for (var locus : near) {
      if (known(locus).contradicts(shown)) {
        return Optional.of(locus);
      }
    }
    return Optional.empty();
  }

  private Window known(Locus locus) {
    return window(locus).orElseGet(() -> own(locus));
  }

  private static Window own(Locus locus) {
    return new Window(locus.position(), locus.reference());
  }

  /// The bases known around a locus; empty if it is defined by exchanged bases alone.
  Optional<Window> window(Locus locus) {
    return Optional.ofNullable(around.get(locus)).map(Around::known);
  }

  /// What has to be read of a contig so that nothing that tells of a locus is missed.
  record Region(Locus locus, int first, int last) {}

  /// The regions of all loci on a contig, by their first positions.
  List<Region> regions(String contig) {
    return spans.on(contig).stream()
        .map(this::region)
        .sorted(Comparator.comparingInt(Region::first))
        .toList();
  }

  private Region region(Locus locus) {
    var known = around.get(locus);
    return known == null
        ? new Region(locus, locus.position(), locus.end())
        : new Region(
            locus,
            Math.min(locus.position(), known.reachFirst()),
            Math.max(locus.end(), known.reachLast()));
  }

  boolean touches(String contig) {
    return spans.touches(contig);
  }

  /// Loci by the interval that they are looked up by.
  private static final class Spans {
    private record Span(Locus locus, int last) {}

    private final Map<String, NavigableMap<Integer, List<Span>>> byContig = new HashMap<>();
    private int longestBases = 1;

    void add(Locus locus, int first, int last) {
      byContig
          .computeIfAbsent(Contigs.canonical(locus.chromosome()), _ -> new TreeMap<>())
          .computeIfAbsent(first, _ -> new ArrayList<>())
          .add(new Span(locus, last));
      longestBases = Math.max(longestBases, last - first + 1);
    }

    List<Locus> overlapping(String contig, int start, int end) {
      var found = new ArrayList<Locus>();
      var onContig =
          byContig.getOrDefault(Contigs.canonical(contig), Collections.emptyNavigableMap());
      if (onContig.isEmpty() || end < start) {
        return found;
      }
      for (var atPosition : onContig.subMap(start - longestBases + 1, true, end, true).values()) {
        for (var span : atPosition) {
          if (span.last() >= start) {
            found.add(span.locus());
          }
        }
      }
      return found;
    }

    List<Locus> on(String contig) {
      return byContig
          .getOrDefault(Contigs.canonical(contig), Collections.emptyNavigableMap())
          .values()
          .stream()
          .flatMap(List::stream)
          .map(Span::locus)
          .toList();
    }

    boolean touches(String contig) {
      return byContig.containsKey(Contigs.canonical(contig));
    }
  }
}
