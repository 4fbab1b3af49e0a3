package org.genomerecord.ingestion.vcf;

import java.io.IOException;
import java.util.ArrayList;
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

  /// What the library check needs to know of a header; it trips over many a caller's own lines.
  private static final Set<String> LIBRARY_KEYS = Set.of("INFO", "FORMAT", "FILTER", "ALT");

  private static final Set<String> IDENTIFIED_KEYS =
      Set.of("INFO", "FORMAT", "FILTER", "ALT", "contig");

  private final VcfLines lines;
  private final VcfBounds bounds;
  private final Findings findings;
  private final Map<String, DeclaredKey> info = new HashMap<>();
  private final Map<String, DeclaredKey> format = new HashMap<>();
  private final Map<String, Integer> contigs = new HashMap<>();
  private final Map<String, Map<String, Map<String, String>>> declared = new HashMap<>();
  private final AssemblyEvidence assembly = new AssemblyEvidence();
  private final List<String> libraryLines = new ArrayList<>();
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

  private DeclaredHeader read(VcfExpectations expectations) throws IOException {
    fileFormat(lines.next());
    long headerBytes = 0;
    int headerLines = 1;
    var line = lines.next();
    while (line != null && line.startsWith("##")) {
      headerLines++;
      headerBytes += line.length();
      if (headerLines > bounds.headerLinesMax() || headerBytes > bounds.headerBytesMax()) {
        throw MalformedVcf.at(
            lines.number(),
            "header-too-long",
            "The header has more than %d lines or %d bytes."
                .formatted(bounds.headerLinesMax(), bounds.headerBytesMax()));
      }
      metaLine(line);
      line = lines.next();
    }
    if (line == null) {
      throw MalformedVcf.inFile("header-line-missing", "The file ends before its #CHROM line.");
    }
    var samples = samples(line);
    int sampleIndex = sampleIndex(samples, expectations.sample());
    libraryLines.add(libraryColumns(line));
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
        sampleIndex,
        libraryLines);
  }

  private Set<String> declared(String key) {
    return declared.getOrDefault(key, Map.of()).keySet();
  }

  private void fileFormat(@Nullable String line) {
    var first = line == null ? "" : line;
    var version = FILE_FORMAT.matcher(first);
    if (version.matches()) {
      minorVersion = Integer.parseInt(version.group(1));
      // The library reads up to 4.3; what 4.4 and 4.5 add to INFO and the alleles, it reads as 4.3.
      libraryLines.add("##fileformat=VCFv4." + Math.min(minorVersion, 3));
    } else if (first.startsWith("##fileformat=")) {
      throw malformed("version-not-supported", "VCF 4.1 to 4.5 are taken.");
    } else if (first.startsWith("#")) {
      throw malformed("fileformat-missing", "The first line is not ##fileformat.");
    } else {
      throw malformed("not-vcf", "The file does not start as a VCF does, with ##fileformat.");
    }
  }

  private void metaLine(String text) {
    var key = MetaLine.keyOf(text);
    var read = MetaLine.read(text);
    if (read.isEmpty()) {
      // Before 4.3 only the lines that give records their meaning have a fixed form.
      if (minorVersion >= 3 || IDENTIFIED_KEYS.contains(key)) {
        throw malformed("meta-line-malformed", "The meta-information line is not well-formed.");
      }
      warn("meta-line-malformed", "The meta-information line is not well-formed.", text);
      return;
    }
    switch (read.get()) {
      case MetaLine.Unstructured(_, var value) -> {
        if (IDENTIFIED_KEYS.contains(key)) {
          throw malformed(
              "meta-line-malformed", "This meta-information line needs <> around its fields.");
        }
        if (key.equals("reference")) {
          assembly.reference(value);
        } else if (key.equals("fileformat")) {
          throw malformed("fileformat-repeated", "##fileformat stands on the first line only.");
        }
      }
      case MetaLine.Structured(_, var fields) -> {
        if (IDENTIFIED_KEYS.contains(key)) {
          declaration(key, fields, text);
        } else if (key.equals("reference")) {
          assembly.reference(String.join(" ", fields.values()));
        }
      }
    }
  }

  private void declaration(String key, Map<String, String> fields, String text) {
    var id = fields.get("ID");
    if (id == null || id.isEmpty()) {
      throw malformed("meta-line-malformed", "The meta-information line has no ID.");
    }
    var sameKey = declared.computeIfAbsent(key, _ -> new HashMap<>());
    var before = sameKey.putIfAbsent(id, fields);
    if (before != null) {
      if (!before.equals(fields)) {
        throw malformed("meta-id-repeated", "An ID is declared in two ways.");
      }
      warn("meta-id-repeated", "An ID is declared twice.", key + id);
      return;
    }
    switch (key) {
      case "INFO" -> info.put(id, declaredKey(fields));
      case "FORMAT" -> format.put(id, declaredKey(fields));
      case "contig" -> contig(id, fields);
      default -> {}
    }
    if (LIBRARY_KEYS.contains(key) && !(key.equals("FORMAT") && minorVersion > 3)) {
      libraryLines.add(text);
    }
  }

  private DeclaredKey declaredKey(Map<String, String> fields) {
    return DeclaredKey.of(fields)
        .orElseThrow(() ->
            malformed(
                "meta-line-malformed",
                "Number or Type of the declaration is none of the specification's."));
  }

  private void contig(String id, Map<String, String> fields) {
    if (!ContigNames.isLegal(id)) {
      throw malformed("contig-name-invalid", "The contig's ID is no legal name.");
    }
    var canonical = ContigNames.canonical(id);
    var written = fields.get("length");
    int bases = written == null ? 0 : Fields.wholeNumber(written);
    if (bases < 0 || (written != null && bases == 0)) {
      throw malformed("contig-length-invalid", "The contig's length is no positive number.");
    }
    styles.add(ContigNames.style(id));
    var before = contigs.putIfAbsent(canonical, bases);
    if (before != null && before != bases) {
      throw malformed("meta-id-repeated", "One contig is declared with two lengths.");
    }
    if (contigs.size() > bounds.contigsMax()) {
      throw malformed(
          "contigs-too-many", "More than %d contigs are declared.".formatted(bounds.contigsMax()));
    }
    if (bases > 0) {
      assembly.contig(canonical, bases);
    }
  }

  /// Of a header that declares chromosomes both ways the records decide.
  private ContigNames.Style style() {
    boolean prefixed = styles.contains(ContigNames.Style.PREFIXED);
    boolean plain = styles.contains(ContigNames.Style.PLAIN);
    if (prefixed == plain) {
      return ContigNames.Style.NEITHER;
    }
    return prefixed ? ContigNames.Style.PREFIXED : ContigNames.Style.PLAIN;
  }

  private List<String> samples(String line) {
    if (!line.startsWith("#")) {
      throw malformed("header-line-missing", "Data begins before the #CHROM line.");
    }
    int fixed = DeclaredHeader.FIXED_COLUMNS.size();
    int columns = Fields.count(line, '\t');
    if (columns - fixed - 1 > bounds.samplesMax()) {
      throw malformed(
          "samples-too-many", "The file has more than %d samples.".formatted(bounds.samplesMax()));
    }
    var names = List.of(Fields.split(line, '\t'));
    if (columns < fixed || !names.subList(0, fixed).equals(DeclaredHeader.FIXED_COLUMNS)) {
      throw malformed(
          "header-columns-wrong",
          "The #CHROM line has not the eight fixed columns, tab-delimited.");
    }
    if (columns > fixed && !names.get(fixed).equals("FORMAT")) {
      throw malformed("header-columns-wrong", "The column after INFO is not FORMAT.");
    }
    if (columns <= fixed + 1) {
      throw malformed("no-sample", "The file has no sample: nothing in it belongs to a patient.");
    }
    var samples = names.subList(fixed + 1, columns);
    if (samples.contains("")) {
      throw malformed("sample-name-empty", "A sample has no name.");
    }
    if (new HashSet<>(samples).size() < samples.size()) {
      throw malformed("sample-duplicated", "Two samples have the same name.");
    }
    return samples;
  }

  private int sampleIndex(List<String> samples, @Nullable String expected) {
    if (expected == null) {
      if (samples.size() > 1) {
        throw malformed(
            "sample-not-named", "The file has several samples and the submission names none.");
      }
      return 0;
    }
    int index = samples.indexOf(expected);
    if (index < 0) {
      throw malformed("sample-not-in-file", "The sample that the submission names is not there.");
    }
    return index;
  }

  private String libraryColumns(String line) {
    return minorVersion > 3 ? String.join("\t", DeclaredHeader.FIXED_COLUMNS) : line;
  }

  private MalformedVcf malformed(String code, String reason) {
    return MalformedVcf.at(lines.number(), code, reason);
  }

  private void warn(String code, String reason, String subject) {
    findings.warn(lines.number(), null, code, reason, subject);
  }
}
