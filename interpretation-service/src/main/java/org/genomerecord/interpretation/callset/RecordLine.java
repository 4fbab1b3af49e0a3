package org.genomerecord.interpretation.callset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.genomerecord.interpretation.variant.Window;

/// A data line of a VCF, split only as far as asked.
final class RecordLine {
  private static final int REF = 3;
  private static final int ALT = 4;
  private static final int FILTER = 6;
  private static final int INFO = 7;
  private static final int FORMAT = 8;
  private static final String TOO_FEW_COLUMNS = "it has too few columns";
  private static final Pattern GENOTYPE =
      Pattern.compile("(?:\\.|\\d{1,9})(?:[/|](?:\\.|\\d{1,9}))*+");
  private static final List<String> KEPT_KEYS = List.of("GT", "PS");

  private final String line;
  private final List<String> fixed = new ArrayList<>(FORMAT + 1);
  private final int position;
  private int read = -1;
  private List<String> keys = List.of();
  private List<String> values = List.of();

  private RecordLine(String line) {
    this.line = line;
    var from = 0;
    while (fixed.size() <= FORMAT && from <= line.length()) {
      var tab = line.indexOf('\t', from);
      var to = tab < 0 ? line.length() : tab;
      fixed.add(line.substring(from, to));
      from = to + 1;
    }
    if (fixed.size() <= INFO) {
      throw new MalformedRecord(TOO_FEW_COLUMNS);
    }
    position = position(fixed.get(1));
  }

  private static int position(String written) {
    try {
      return Integer.parseInt(written);
    } catch (NumberFormatException e) {
      throw new MalformedRecord("POS is no whole number");
    }
  }

  /// @throws IllegalArgumentException if the line has too few columns or no position
  static RecordLine of(String line) {
    return new RecordLine(line);
  }

  String contig() {
    return fixed.getFirst();
  }

  int position() {
    return position;
  }

  /// What the record shows of the reference.
  ///
  /// @throws IllegalArgumentException if that is no base
  Window shown() {
    return new Window(position, fixed.get(REF).toUpperCase(Locale.ROOT));
  }

  /// Whether an alternate may be an insertion or deletion that is written in bases.
  boolean mayInsertOrDelete() {
    var alternates = fixed.get(ALT);
    return alternates.length() + fixed.get(REF).length() > 2
        && (!alternates.startsWith("<") || alternates.contains(","));
  }

  /// The record as it is written, with the sample's genotype.
  WrittenVariant written(int sampleColumn) {
    var alternates = fixed.get(ALT);
    return new WrittenVariant(
        contig(),
        position,
        fixed.get(REF),
        alternates.equals(".") ? List.of() : List.of(alternates.split(",", -1)),
        value("GT", sampleColumn).orElse("."));
  }

  /// The last position that the record speaks of: of its reference bases, of a block, or of what an
  /// alternate changes.
  int end(int sampleColumn) {
    var ofReference = referenceEnd(sampleColumn);
    return fixed.get(ALT).contains("<")
        ? bounded(Math.max(ofReference, reach().ofAlternates(info("SVLEN="))))
        : ofReference;
  }

  /// The last position up to which it calls the reference: of its reference bases, or of a block.
  int referenceEnd(int sampleColumn) {
    var ofBases = position + fixed.get(REF).length() - 1;
    return fixed.get(ALT).contains("<")
        ? bounded(
            Math.max(
                ofBases, reach().ofBlock(hasKey("LEN", sampleColumn), value("LEN", sampleColumn))))
        : ofBases;
  }

  private RecordReach reach() {
    return new RecordReach(position, fixed.get(ALT), info("END="));
  }

  private static int bounded(long position) {
    return (int) Math.min(position, Integer.MAX_VALUE);
  }

  /// False if the lab's filters reject the record or the sample's call, or if a block has no reads.
  boolean isTrusted(int sampleColumn) {
    return passed(fixed.get(FILTER))
        && value("FT", sampleColumn).map(RecordLine::passed).orElse(true)
        && !(fixed.get(ALT).startsWith("<")
            && (isZero("DP", sampleColumn) || isZero("GQ", sampleColumn)));
  }

  /// The line with nothing but what is decoded: one sample, its genotype and phase set.
  String reduced(int sampleColumn) {
    var keptKeys = new ArrayList<String>();
    var kept = new ArrayList<String>();
    for (var key : KEPT_KEYS) {
      value(key, sampleColumn)
          .ifPresent(value -> {
            keptKeys.add(key);
            kept.add(key.equals("GT") ? genotype(value, sampleColumn) : value);
          });
    }
    if (!keptKeys.contains("GT")) {
      keptKeys.addFirst("GT");
      kept.addFirst("./.");
    }
    return String.join(
        "\t",
        contig(),
        Integer.toString(position),
        ".",
        fixed.get(REF),
        fixed.get(ALT),
        ".",
        ".",
        info("END=").map(end -> "END=" + end).orElse("."),
        String.join(":", keptKeys),
        String.join(":", kept));
  }

  /// What makes the sample's genotype none; empty if nothing does.
  Optional<String> defectOfGenotype(int sampleColumn) {
    var genotype = genotype(value("GT", sampleColumn).orElse("."), sampleColumn);
    if (!GENOTYPE.matcher(genotype).matches()) {
      return Optional.of("the genotype is not whole");
    }
    var alternates = fixed.get(ALT).equals(".") ? 0 : fixed.get(ALT).split(",", -1).length;
    return Pattern.compile("[/|.]+")
            .splitAsStream(genotype)
            .filter(index -> !index.isEmpty())
            .anyMatch(index -> Integer.parseInt(index) > alternates)
        ? Optional.of("the genotype names an allele that ALT does not list")
        : Optional.empty();
  }

  /// Without the phase mark that VCF 4.4 allows before the first allele, section 1.6.2. Where that
  /// is unphased, or each allele has a phase set of its own (PSL), nothing tells which copy the
  /// first of two alleles lies on: then the genotype is unphased.
  private String genotype(String written, int sampleColumn) {
    var marked = written.startsWith("|") || written.startsWith("/");
    var alleles = marked ? written.substring(1) : written;
    return written.startsWith("/") || value("PSL", sampleColumn).isPresent()
        ? alleles.replace('|', '/')
        : alleles;
  }

  private static boolean passed(String filter) {
    return filter.equals("PASS") || filter.equals(".");
  }

  private boolean isZero(String key, int sampleColumn) {
    return value(key, sampleColumn).filter(value -> value.equals("0")).isPresent();
  }

  /// The value of an INFO key, if it is there and not missing.
  ///
  /// @param key with its equals sign
  private Optional<String> info(String key) {
    for (var entry : fixed.get(INFO).split(";", -1)) {
      if (entry.startsWith(key) && !entry.equals(key + ".")) {
        return Optional.of(entry.substring(key.length()));
      }
    }
    return Optional.empty();
  }

  private boolean hasKey(String key, int sampleColumn) {
    value(key, sampleColumn);
    return keys.contains(key);
  }

  /// The sample's value of a FORMAT key, if it is there and not missing.
  private Optional<String> value(String key, int sampleColumn) {
    if (fixed.size() <= FORMAT) {
      return Optional.empty();
    }
    if (read != sampleColumn) {
      keys = List.of(fixed.get(FORMAT).split(":", -1));
      values = List.of(column(sampleColumn).split(":", -1));
      read = sampleColumn;
    }
    var index = keys.indexOf(key);
    return index >= 0 && index < values.size() && !values.get(index).equals(".")
        ? Optional.of(values.get(index))
        : Optional.empty();
  }

  private String column(int wanted) {
    var from = 0;
    for (var column = 0; column < wanted; column++) {
      var tab = line.indexOf('\t', from);
      if (tab < 0) {
        throw new MalformedRecord(TOO_FEW_COLUMNS);
      }
      from = tab + 1;
    }
    var tab = line.indexOf('\t', from);
    return line.substring(from, tab < 0 ? line.length() : tab);
  }
}
