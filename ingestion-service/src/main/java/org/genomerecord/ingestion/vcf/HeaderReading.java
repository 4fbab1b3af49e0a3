package org.genomerecord.ingestion.vcf;

import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a header from its first line to the `#CHROM` line. The first thing wrong ends it: records
/// under a broken header have no meaning.
final class HeaderReading {
  private static final Pattern FILE_FORMAT = Pattern.compile("##fileformat=VCFv4\\.([1-5])");

  /// From 4.3 on all lines have a fixed form.
  private static final int STRICT = 3;

  private static final Set<String> IDENTIFIED_KEYS =
      Set.of("INFO", "FORMAT", "FILTER", "ALT", "contig");

  /// Those that only describe, so that a repetition touches no record.
  private static final Set<String> DESCRIBING_KEYS = Set.of("META", "SAMPLE", "PEDIGREE");

  /// Those whose text says what a record means, so that they cannot lack it.
  private static final Set<String> DESCRIBED_KEYS = Set.of("INFO", "FORMAT", "FILTER");

  private final VcfLines lines;
  private final VcfBounds bounds;
  private final Findings findings;
  private final Map<String, DeclaredKey> info = new HashMap<>();
  private final Map<String, DeclaredKey> format = new HashMap<>();
  private final Map<String, Integer> contigs = new HashMap<>();
  private final Map<String, Map<String, Map<String, String>>> declared = new HashMap<>();
  private final AssemblyEvidence assembly = new AssemblyEvidence();
  private final Set<ContigNames.Style> styles = EnumSet.noneOf(ContigNames.Style.class);
  private int minorVersion;

  private HeaderReading(VcfLines lines, VcfBounds bounds, Findings findings) {
    this.lines = lines;
    this.bounds = bounds;
    this.findings = findings;
  }

  static DeclaredHeader read(
      VcfLines lines, VcfExpectations expectations, VcfBounds bounds, Findings findings)
      throws IOException {
    return new HeaderReading(lines, bounds, findings).read(expectations);
  }

  private @Nullable String nextLine() throws IOException {
    var line = lines.next();
    return line == null ? null : line.string();
  }

  private DeclaredHeader read(VcfExpectations expectations) throws IOException {
    fileFormat(nextLine());
    long headerBytes = 0;
    int headerLines = 1;
    var line = nextLine();
    while (line != null && line.startsWith("##")) {
      headerLines++;
      headerBytes += line.length();
      if (headerLines > bounds.headerLinesMax() || headerBytes > bounds.headerBytesMax()) {
        throw malformed(ProblemCode.HEADER_TOO_LONG);
      }
      metaLine(line);
      line = nextLine();
    }
    if (line == null) {
      throw MalformedVcf.inFile(ProblemCode.HEADER_LINE_MISSING);
    }
    var samples = samples(line);
    int sampleIndex = sampleIndex(samples, expectations.sample());
    return new DeclaredHeader(
        minorVersion,
        info,
        format,
        declared("FILTER"),
        declared("ALT"),
        contigs,
        style(),
        assembly.conclusion(expectations.assembly()),
        samples,
        sampleIndex);
  }

  private Set<String> declared(String key) {
    return declared.getOrDefault(key, Map.of()).keySet();
  }

  private void fileFormat(@Nullable String line) {
    var first = line == null ? "" : line;
    var version = FILE_FORMAT.matcher(first);
    if (version.matches()) {
      minorVersion = Integer.parseInt(version.group(1));
    } else if (first.startsWith("##fileformat=")) {
      throw malformed(ProblemCode.VERSION_NOT_SUPPORTED);
    } else if (first.startsWith("#")) {
      throw malformed(ProblemCode.FILEFORMAT_MISSING);
    } else {
      throw malformed(ProblemCode.NOT_VCF);
    }
  }

  private void metaLine(String text) {
    assembly.atLine(lines.number());
    var key = MetaLine.keyOf(text);
    var read = MetaLine.read(text);
    if (read.isEmpty()) {
      // Before 4.3 only the lines that give records their meaning have fields of a fixed form.
      if (minorVersion >= STRICT || IDENTIFIED_KEYS.contains(key) || !MetaLine.isClosed(text)) {
        throw malformed(ProblemCode.META_LINE_MALFORMED);
      }
      // An address in angle brackets (VCF 4.2 section 1.2.9) has no fields.
      if (!key.equals("pedigreeDB")) {
        warn(ProblemCode.META_LINE_UNUSUAL, text);
      }
      return;
    }
    switch (read.get()) {
      case MetaLine.Unstructured(_, var value) -> {
        if (IDENTIFIED_KEYS.contains(key)) {
          throw malformed(ProblemCode.META_LINE_MALFORMED);
        }
        if (key.equals("reference")) {
          assembly.reference(value);
        } else if (key.equals("fileformat")) {
          throw malformed(ProblemCode.FILEFORMAT_REPEATED);
        }
      }
      case MetaLine.Structured(_, var fields) -> {
        if (IDENTIFIED_KEYS.contains(key)) {
          declaration(key, fields, text);
        } else if (key.equals("reference")) {
          assembly.reference(String.join(" ", fields.values()));
        } else {
          description(key, fields);
        }
      }
    }
  }

  private void description(String key, Map<String, String> fields) {
    var id = fields.get("ID");
    if (id == null && (minorVersion >= STRICT || key.equals("SAMPLE"))) {
      warn(ProblemCode.META_ID_MISSING, key);
    }
    // Before 4.3 tools repeat what they say of themselves under one ID.
    if (id != null
        && (minorVersion >= STRICT || DESCRIBING_KEYS.contains(key))
        && declared.computeIfAbsent(key, _ -> new HashMap<>()).putIfAbsent(id, fields) != null) {
      warn(ProblemCode.META_ID_REPEATED, key + id);
    }
  }

  private void declaration(String key, Map<String, String> fields, String text) {
    var id = fields.get("ID");
    if (id == null || id.isEmpty()) {
      throw malformed(ProblemCode.META_LINE_MALFORMED);
    }
    if (DESCRIBED_KEYS.contains(key) && !text.contains("Description=\"")) {
      throw malformed(ProblemCode.META_LINE_MALFORMED);
    }
    var sameKey = declared.computeIfAbsent(key, _ -> new HashMap<>());
    var before = sameKey.putIfAbsent(id, fields);
    if (before != null) {
      if (!before.equals(fields)) {
        throw malformed(ProblemCode.META_ID_REPEATED);
      }
      warn(ProblemCode.META_ID_REPEATED, key + id);
      return;
    }
    if (!DeclaredNames.isUsual(key, id, minorVersion)) {
      warn(ProblemCode.META_ID_UNUSUAL, key + id);
    }
    if (!DeclaredNames.isCountOf(key, fields.getOrDefault("Number", ""), minorVersion)) {
      warn(ProblemCode.NUMBER_UNUSUAL, key + id);
    } else if (!DeclaredNames.isAsReserved(key, fields, minorVersion)) {
      warn(ProblemCode.RESERVED_KEY_UNUSUAL, key + id);
    }
    switch (key) {
      case "INFO" -> info.put(id, declaredKey(id, fields));
      case "FORMAT" -> format.put(id, formatKey(id, fields));
      case "contig" -> contig(id, fields);
      default -> {}
    }
  }

  private DeclaredKey formatKey(String id, Map<String, String> fields) {
    var declaredKey = declaredKey(id, fields);
    if (declaredKey.isFlag()) {
      // A sample has no flags (VCF 4.3 section 1.4.4).
      throw malformed(ProblemCode.META_LINE_MALFORMED);
    }
    if (id.equals("GT") && !declaredKey.isOneText()) {
      warn(ProblemCode.GENOTYPE_DECLARATION_UNUSUAL, id);
    }
    return declaredKey;
  }

  private DeclaredKey declaredKey(String id, Map<String, String> fields) {
    var declaredKey =
        DeclaredKey.of(id, fields, minorVersion)
            .orElseThrow(() -> malformed(ProblemCode.META_LINE_MALFORMED));
    if (declaredKey.isFlag() != fields.getOrDefault("Number", "").equals("0")) {
      warn(ProblemCode.FLAG_DECLARATION_UNUSUAL, id);
    }
    return declaredKey;
  }

  private void contig(String id, Map<String, String> fields) {
    if (!ContigNames.isLegal(id)) {
      throw malformed(ProblemCode.CONTIG_NAME_INVALID);
    }
    var canonical = ContigNames.canonical(id);
    var written = fields.get("length");
    int bases = written == null ? 0 : Fields.wholeNumber(written);
    if (bases < 0 || (written != null && bases == 0)) {
      throw malformed(ProblemCode.CONTIG_LENGTH_INVALID);
    }
    var itsStyle = ContigNames.style(id);
    boolean otherStyle =
        itsStyle != ContigNames.Style.NEITHER && styles.add(itsStyle) && styles.size() > 1;
    var before = contigs.putIfAbsent(canonical, bases);
    if (before != null && before != bases) {
      throw malformed(ProblemCode.META_ID_REPEATED);
    }
    if (before != null) {
      // One contig under two names: the same name again was warned of before.
      warn(ProblemCode.CONTIG_MIXED_NAMING, canonical);
    } else if (otherStyle) {
      warn(ProblemCode.CONTIG_MIXED_NAMING, "");
    }
    if (contigs.size() > bounds.contigsMax()) {
      throw malformed(ProblemCode.CONTIGS_TOO_MANY);
    }
    assembly.contigName(id);
    var named = fields.get("assembly");
    if (named != null && ContigNames.isChromosome(canonical)) {
      assembly.reference(named);
    }
    if (bases > 0) {
      assembly.contig(canonical, bases);
    }
  }

  /// Of a header that declares chromosomes in several ways the records decide.
  private ContigNames.Style style() {
    return styles.size() == 1 ? styles.iterator().next() : ContigNames.Style.NEITHER;
  }

  private List<String> samples(String line) {
    if (!line.startsWith("#")) {
      throw malformed(ProblemCode.HEADER_LINE_MISSING);
    }
    int fixed = DeclaredHeader.FIXED_COLUMNS.size();
    int columns = Fields.count(line, '\t');
    if (columns - fixed - 1 > bounds.samplesMax()) {
      throw malformed(ProblemCode.SAMPLES_TOO_MANY);
    }
    var names = List.of(Fields.split(line, '\t'));
    if (columns < fixed || !names.subList(0, fixed).equals(DeclaredHeader.FIXED_COLUMNS)) {
      throw malformed(ProblemCode.HEADER_COLUMNS_WRONG);
    }
    if (columns > fixed && !names.get(fixed).equals("FORMAT")) {
      throw malformed(ProblemCode.HEADER_COLUMNS_WRONG);
    }
    if (columns <= fixed + 1) {
      throw malformed(ProblemCode.NO_SAMPLE);
    }
    var samples = names.subList(fixed + 1, columns);
    if (samples.contains("")) {
      throw malformed(ProblemCode.SAMPLE_NAME_EMPTY);
    }
    if (new HashSet<>(samples).size() < samples.size()) {
      throw malformed(ProblemCode.SAMPLE_DUPLICATED);
    }
    return samples;
  }

  private int sampleIndex(List<String> samples, @Nullable String expected) {
    if (expected == null) {
      if (samples.size() > 1) {
        throw malformed(ProblemCode.SAMPLE_NOT_NAMED);
      }
      return 0;
    }
    int index = samples.indexOf(expected);
    if (index < 0) {
      throw malformed(ProblemCode.SAMPLE_NOT_IN_FILE);
    }
    return index;
  }

  private MalformedVcf malformed(ProblemCode code) {
    return MalformedVcf.at(lines.number(), code);
  }

  private void warn(ProblemCode code, String subject) {
    findings.warn(lines.number(), null, code, subject);
  }
}
