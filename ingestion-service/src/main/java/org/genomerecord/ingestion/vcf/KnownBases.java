package org.genomerecord.ingestion.vcf;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The bases that GRCh38 is known to have at the positions that the panels interpret, and at some
/// more (`reference/SOURCES.md`): a call set that has others there is on another assembly, or its
/// REF and ALT are swapped. Of GRCh37 only the mitochondrion is known, which is the same in both.
final class KnownBases {
  /// In the order of positions.
  private static final class Track {
    final int[] positions;
    final byte[] bases;

    Track(SortedMap<Integer, Byte> known) {
      positions = new int[known.size()];
      bases = new byte[known.size()];
      int at = 0;
      for (var base : known.entrySet()) {
        positions[at] = base.getKey();
        bases[at++] = base.getValue();
      }
    }
  }

  private static final Track NOTHING = new Track(new TreeMap<>());
  private static final int MITOCHONDRION_BASES = 16_569;
  private static final Map<String, Track> GRCH38 = read();

  private final Assembly assembly;
  private Track track = NOTHING;
  private int next;
  private int positionBefore;

  private KnownBases(Assembly assembly) {
    this.assembly = assembly;
  }

  static KnownBases of(Assembly assembly) {
    return new KnownBases(assembly);
  }

  /// The records that follow are on this contig.
  ///
  /// @param bases its length, 0 where unknown
  void enter(String canonicalContig, int bases) {
    boolean known =
        canonicalContig.equals(ContigNames.MITOCHONDRION)
            ? bases == MITOCHONDRION_BASES
            : assembly == Assembly.GRCH38;
    track = known ? GRCH38.getOrDefault(canonicalContig, NOTHING) : NOTHING;
    next = 0;
    positionBefore = 0;
  }

  /// Whether REF has the known base wherever one is known.
  ///
  /// @param mayBeUnknown whether N stands for any base
  boolean agree(int position, byte[] text, int from, int to, boolean mayBeUnknown) {
    var positions = track.positions;
    if (position < positionBefore) {
      next = 0;
    }
    positionBefore = position;
    while (next < positions.length && positions[next] < position) {
      next++;
    }
    for (int at = next; at < positions.length && positions[at] - position < to - from; at++) {
      byte base = Fields.upper(text[from + positions[at] - position]);
      if (base != track.bases[at] && !(mayBeUnknown && base == 'N')) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, Track> read() {
    var known = new HashMap<String, SortedMap<Integer, Byte>>();
    for (var panel : BuiltInTable.lines("/panel/active.txt").orElseThrow()) {
      // A gene that only laboratories call has none.
      BuiltInTable.lines("/panel/" + panel + "/positions.tsv")
          .ifPresent(table -> take(table, known));
    }
    take(BuiltInTable.lines("/reference/further.tsv").orElseThrow(), known);
    var tracks = new HashMap<String, Track>();
    known.forEach((contig, bases) -> tracks.put(contig, new Track(bases)));
    return Map.copyOf(tracks);
  }

  private static void take(List<String> table, Map<String, SortedMap<Integer, Byte>> known) {
    var columns = Arrays.asList(Fields.split(table.getFirst(), '\t'));
    int contigAt = columns.indexOf("chromosome");
    int positionAt = columns.indexOf("position");
    int referenceAt = columns.indexOf("ref");
    for (var row : table.subList(1, table.size())) {
      var cells = Fields.split(row, '\t');
      var bases =
          known.computeIfAbsent(ContigNames.canonical(cells[contigAt]), _ -> new TreeMap<>());
      int position = Integer.parseInt(cells[positionAt]);
      for (byte base : Fields.bytes(cells[referenceAt])) {
        @Nullable Byte before = bases.putIfAbsent(position++, base);
        if (before != null && before != base) {
          throw new IllegalStateException("two tables do not agree on a reference base");
        }
      }
    }
  }
}
