package org.genomerecord.ingestion.vcf;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Holds INFO of a record against its declarations. Counts and types of annotations touch no
/// genotype, so that they are warnings; where END is wrong, so is what the record calls.
final class InfoCheck {
  private static final String COLUMN = "INFO";
  private static final String END = "END";
  private static final int DIPLOID = 2;

  /// A declared key, and the last line that had it.
  private static final class Entry {
    final DeclaredKey key;
    final boolean isEnd;
    final boolean isCount;
    final boolean isTotal;
    final StructuralValues.@Nullable StructuralKey structural;
    long lastLine;

    Entry(DeclaredKey key) {
      this.key = key;
      this.isEnd = key.id().equals(END);
      this.isCount = key.id().equals("AC");
      this.isTotal = key.id().equals("AN");
      this.structural = StructuralValues.keyOf(key.id());
    }
  }

  private final DeclaredHeader header;
  private final Findings findings;
  private final KeyTable<Entry> entries;
  private final Set<String> undeclared = new HashSet<>();

  /// What AC of a record sums to, and its AN; -1 where it does not have it.
  private long counted;

  private long total;

  InfoCheck(DeclaredHeader header, Findings findings) {
    this.header = header;
    this.findings = findings;
    var entries = new HashMap<String, Entry>();
    header.info().forEach((id, key) -> entries.put(id, new Entry(key)));
    this.entries = new KeyTable<>(entries);
  }

  /// Fills in what of INFO decides where a record ends and which allele it is.
  void check(Site site) {
    var text = site.text();
    int at = site.line.from(DeclaredHeader.INFO);
    int to = site.line.to(DeclaredHeader.INFO);
    if (Fields.isPoint(text, at, to)) {
      return;
    }
    if (header.minorVersion() < 3 && site.line.hasSpace() && Fields.find(text, at, to, ' ') < to) {
      findings.warn(site.number(), COLUMN, ProblemCode.INFO_WITH_SPACE, "");
    }
    if (!undeclared.isEmpty()) {
      undeclared.clear();
    }
    counted = -1;
    total = -1;
    while (at <= to) {
      int keyEnd = at;
      while (keyEnd < to && text[keyEnd] != '=' && text[keyEnd] != ';') {
        keyEnd++;
      }
      boolean bare = keyEnd == to || text[keyEnd] == ';';
      int end = bare ? keyEnd : keyEnd + 1;
      boolean marked = false;
      while (end < to && text[end] != ';') {
        marked |= text[end] == '=' || text[end] == '%';
        end++;
      }
      if (marked) {
        marks(site, Fields.text(text, at, keyEnd), keyEnd + 1, end);
      }
      entry(site, at, keyEnd, bare ? keyEnd : keyEnd + 1, end, bare);
      at = end + 1;
    }
    if (total >= 0 && counted > total) {
      findings.warn(site.number(), COLUMN, ProblemCode.VALUE_IMPOSSIBLE, "AC beside AN");
    }
  }

  private void entry(Site site, int from, int keyEnd, int valueFrom, int to, boolean bare) {
    var text = site.text();
    if (from == keyEnd) {
      findings.warn(site.number(), COLUMN, ProblemCode.INFO_ENTRY_EMPTY, "");
      return;
    }
    var entry = entries.get(text, from, keyEnd);
    if (entry == null) {
      undeclared(site, Fields.text(text, from, keyEnd), valueFrom, to);
      return;
    }
    if (entry.lastLine == site.number()) {
      repeated(site, entry.key.id());
    }
    entry.lastLine = site.number();
    if (entry.isEnd) {
      end(site, valueFrom, to);
    } else if (entry.isCount) {
      counted = sum(text, valueFrom, to);
    } else if (entry.isTotal) {
      total = sum(text, valueFrom, to);
    } else if (entry.structural != null) {
      site.structural.note(entry.structural, valueFrom, to);
    }
    if (entry.key.isFlag() != bare) {
      findings.warn(site.number(), COLUMN, ProblemCode.INFO_TYPE_MISMATCH, entry.key.id());
    } else if (!bare) {
      value(site, entry.key, valueFrom, to);
    }
  }

  /// Of the whole numbers in a list; -1 where there is none.
  private static long sum(byte[] text, int from, int to) {
    long sum = -1;
    for (int at = from; at < to; ) {
      int comma = Fields.find(text, at, to, ',');
      int number = Fields.wholeNumber(text, at, comma);
      if (number >= 0) {
        sum = Math.max(sum, 0) + number;
      }
      at = comma + 1;
    }
    return sum;
  }

  /// An equals sign within a value, and percent signs that encode nothing (VCF 4.3 section 1.2).
  private void marks(Site site, String key, int from, int to) {
    var text = site.text();
    if (Fields.find(text, from, to, '=') < to) {
      findings.warn(site.number(), COLUMN, ProblemCode.INFO_VALUE_WITH_EQUALS, key);
    }
    if (header.minorVersion() < 3) {
      return;
    }
    for (int at = Fields.find(text, from, to, '%');
        at < to;
        at = Fields.find(text, at + 1, to, '%')) {
      if (at + 2 >= to || !isHex(text[at + 1]) || !isHex(text[at + 2])) {
        findings.warn(site.number(), COLUMN, ProblemCode.PERCENT_ENCODING_MALFORMED, key);
        return;
      }
    }
  }

  private static boolean isHex(byte character) {
    return Character.digit(character, 16) >= 0;
  }

  private void undeclared(Site site, String key, int valueFrom, int to) {
    if (!undeclared.add(key)) {
      repeated(site, key);
    }
    var structural = StructuralValues.keyOf(key);
    if (key.equals(END)) {
      end(site, valueFrom, to);
    } else if (structural != null) {
      site.structural.note(structural, valueFrom, to);
    }
    findings.warn(site.number(), COLUMN, ProblemCode.INFO_UNDECLARED, key);
  }

  private void repeated(Site site, String key) {
    if (header.minorVersion() >= 3) {
      throw MalformedVcf.at(site.number(), COLUMN, ProblemCode.INFO_KEY_REPEATED);
    }
    findings.warn(site.number(), COLUMN, ProblemCode.INFO_KEY_REPEATED, key);
  }

  private static void end(Site site, int from, int to) {
    if (Fields.isPoint(site.text(), from, to)) {
      return;
    }
    int end = Fields.wholeNumber(site.text(), from, to);
    if (end < 0) {
      throw MalformedVcf.at(site.number(), COLUMN, ProblemCode.END_NOT_INTEGER);
    }
    if (end < site.position) {
      throw MalformedVcf.at(site.number(), COLUMN, ProblemCode.END_BEFORE_POS);
    }
    if (site.contigBases > 0 && end > site.contigBases) {
      throw MalformedVcf.at(site.number(), COLUMN, ProblemCode.END_BEYOND_CONTIG);
    }
    site.writtenEnd = Math.max(site.writtenEnd, end);
    site.end = Math.max(site.end, end);
  }

  private void value(Site site, DeclaredKey declared, int from, int to) {
    switch (declared.mismatch(site.text(), from, to, site.alternatives, DIPLOID, -1)) {
      case NONE -> {}
      case TYPE ->
          findings.warn(site.number(), COLUMN, ProblemCode.INFO_TYPE_MISMATCH, declared.id());
      case COUNT ->
          findings.warn(site.number(), COLUMN, ProblemCode.INFO_COUNT_MISMATCH, declared.id());
      case IMPOSSIBLE ->
          findings.warn(site.number(), COLUMN, ProblemCode.VALUE_IMPOSSIBLE, declared.id());
    }
  }
}
