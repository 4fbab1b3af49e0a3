package org.genomerecord.interpretation.variant;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.genomerecord.interpretation.table.Table;

/// The contigs of the human assemblies, whose names differ between call sets: `10`, `chr10` and
/// `NC_000010.11` are one (`reference/SOURCES.md`).
public final class Contigs {
  private static final String TABLE = "/reference/contigs.tsv";
  private static final String PREFIX = "chr";
  private static final String REFSEQ = "NC_";

  private static final Map<Assembly, Map<String, String>> REFGET = new HashMap<>();
  private static final Map<Assembly, Map<String, String>> BY_REFSEQ = new HashMap<>();

  static {
    for (var assembly : Assembly.values()) {
      var columns = assembly.name().toLowerCase(Locale.ROOT);
      var refget = new HashMap<String, String>();
      var byRefseq = new HashMap<String, String>();
      for (var row : Table.builtIn(TABLE).rows()) {
        if (!row.get(columns + "_refseq").isEmpty()) {
          refget.put(row.get("contig"), row.get(columns + "_refget"));
          byRefseq.put(row.get(columns + "_refseq"), row.get("contig"));
        }
      }
      REFGET.put(assembly, Map.copyOf(refget));
      BY_REFSEQ.put(assembly, Map.copyOf(byRefseq));
    }
  }

  private Contigs() {}

  /// One name for each contig: chromosomes without prefix, the mitochondrion as `MT`, any other
  /// without `chr`.
  public static String canonical(String name) {
    if (name.startsWith(REFSEQ)) {
      for (var names : BY_REFSEQ.values()) {
        var found = names.get(name);
        if (found != null) {
          return found;
        }
      }
      return name;
    }
    var plain = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    return plain.equals("M") ? "MT" : plain;
  }

  /// The assembly that a RefSeq accession such as `NC_000010.11` is of; empty for any other name.
  public static Optional<Assembly> assemblyOf(String name) {
    if (!name.startsWith(REFSEQ)) {
      return Optional.empty();
    }
    return BY_REFSEQ.entrySet().stream()
        .filter(names -> names.getValue().containsKey(name))
        .map(Map.Entry::getKey)
        .filter(_ -> !canonical(name).equals("MT")) // the same sequence in both
        .findFirst();
  }

  /// The refget accession of a contig's sequence, such as `SQ.ss8r_wB0-b9r44TQTMmVTI92884QvBiB`;
  /// empty where it is not known.
  static Optional<String> refget(Assembly assembly, String canonical) {
    return Optional.ofNullable(REFGET.get(assembly)).map(names -> names.get(canonical));
  }
}
