package org.genomerecord.ingestion.hl7v2;

import ca.uhn.hl7v2.parser.EncodingCharacters;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.genomerecord.ingestion.vcf.Findings;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.jspecify.annotations.Nullable;

/// The segments of one message as they stand there, in order. What is attached is cut out: the
/// library sees short segments only.
///
/// @param delimiters as MSH-1 and MSH-2 tell them
/// @param segments the first is the MSH
record Hl7Text(EncodingCharacters delimiters, List<Part> segments) {
  private static final byte MLLP_START = 0x0B;
  private static final byte MLLP_END = 0x1C;
  private static final int HEADER_CHARS_MAX = 4096;
  private static final int DELIMITERS_PER_SEGMENT_MAX = 4096;
  private static final int CHARSET = 17;
  private static final int DELETE = 0x7F;
  private static final Pattern END_OF_SEGMENT = Pattern.compile("\\r\\n|\\r|\\n");
  private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9]{2}");

  /// Four encoding characters, and since 2.7 a fifth for truncation.
  private static final int ENCODING_CHARACTERS = 4;

  Hl7Text {
    segments = List.copyOf(segments);
  }

  /// A segment.
  ///
  /// @param number 1-based
  /// @param name empty if it has none
  /// @param text without what is attached
  /// @param isReadable if it is not, that was said, and nothing more is asked of it
  record Part(long number, String name, String text, boolean isReadable) {
    private static Part unreadable(long number, String name) {
      return new Part(number, name, "", false);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /// Empty if not even the MSH can be read; what is wrong is among the findings.
  ///
  /// @param bytes at most as many as the bounds allow
  static Optional<Hl7Text> read(byte[] bytes, Hl7Bounds bounds, Findings findings) {
    int from = bytes.length > 0 && bytes[0] == MLLP_START ? 1 : 0;
    int end = bytes.length;
    while (end > from
        && (bytes[end - 1] == MLLP_END || bytes[end - 1] == '\r' || bytes[end - 1] == '\n')) {
      end--;
    }
    if (from > 0 || (end < bytes.length && bytes[end] == MLLP_END)) {
      warnOfFraming(findings);
    }
    int headerBytes = Math.min(end - from, HEADER_CHARS_MAX + 1);
    var header = header(new String(bytes, from, headerBytes, StandardCharsets.ISO_8859_1));
    if (header.isEmpty()) {
      refuse(findings, 1, "MSH", ProblemCode.HL7_HEADER_MALFORMED);
      return Optional.empty();
    }
    var fields = header.get().split(Pattern.quote(header.get().substring(3, 4)), -1);
    var delimiters = new EncodingCharacters(header.get().charAt(3), fields[1]);
    var charset = charset(fields, delimiters);
    if (charset.isEmpty()) {
      refuse(findings, 1, "MSH-18", ProblemCode.HL7_CHARSET);
      return Optional.of(headerAlone(delimiters, header.get()));
    }
    try {
      var text =
          charset.get().newDecoder().decode(ByteBuffer.wrap(bytes, from, end - from)).toString();
      return Optional.of(new Hl7Text(delimiters, parts(text, delimiters, bounds, findings)));
    } catch (CharacterCodingException _) {
      refuse(findings, 1, null, ProblemCode.NOT_UTF8);
      return Optional.of(headerAlone(delimiters, header.get()));
    }
  }

  private static Hl7Text headerAlone(EncodingCharacters delimiters, String header) {
    return new Hl7Text(delimiters, List.of(new Part(1, "MSH", header, true)));
  }

  /// The first segment, if it is an MSH with four or five different encoding characters.
  ///
  /// @param text the message's beginning, byte by byte: its character set is named in it
  private static Optional<String> header(String text) {
    var ends = END_OF_SEGMENT.matcher(text);
    int end = ends.find() ? ends.start() : text.length();
    if (!text.startsWith("MSH") || end < 9 || end > HEADER_CHARS_MAX) {
      return Optional.empty();
    }
    var header = text.substring(0, end);
    int next = header.indexOf(header.charAt(3), 4);
    if (next < 4 + ENCODING_CHARACTERS || next > 5 + ENCODING_CHARACTERS) {
      return Optional.empty();
    }
    var delimiters = header.substring(3, next);
    boolean apart =
        delimiters.chars().distinct().count() == delimiters.length()
            && delimiters
                .chars()
                .allMatch(c -> c > ' ' && c < 127 && !Character.isLetterOrDigit(c));
    return apart && header.chars().noneMatch(c -> c < ' ' || c == DELETE)
        ? Optional.of(header)
        : Optional.empty();
  }

  /// HL7 table 0211. None is ASCII, of which UTF-8 is a superset.
  private static Optional<Charset> charset(String[] fields, EncodingCharacters delimiters) {
    var named =
        fields.length > CHARSET
            ? fields[CHARSET]
                .split(Pattern.quote(String.valueOf(delimiters.getRepetitionSeparator())), -1)[0]
            : "";
    return switch (named) {
      case "", "ASCII", "UNICODE UTF-8", "UTF-8" -> Optional.of(StandardCharsets.UTF_8);
      case "8859/1", "8859/2", "8859/5", "8859/7", "8859/9", "8859/15" ->
          Optional.of(Charset.forName(named.replace("8859/", "ISO-8859-")));
      default -> Optional.empty();
    };
  }

  private static List<Part> parts(
      String text, EncodingCharacters delimiters, Hl7Bounds bounds, Findings findings) {
    if (text.indexOf('\n') >= 0) {
      warnOfFraming(findings);
    }
    var parts = new ArrayList<Part>();
    var ends = END_OF_SEGMENT.matcher(text);
    int from = 0;
    while (from < text.length()) {
      boolean more = ends.find(from);
      var line = text.substring(from, more ? ends.start() : text.length());
      from = more ? ends.end() : text.length();
      if (line.isBlank()) {
        continue;
      }
      if (parts.size() == bounds.segmentsMax()) {
        refuse(findings, parts.size() + 1L, null, ProblemCode.ENTRIES_TOO_MANY);
        return parts;
      }
      parts.add(part(parts.size() + 1L, line, delimiters, bounds, findings));
    }
    return parts;
  }

  private static Part part(
      long number,
      String line,
      EncodingCharacters delimiters,
      Hl7Bounds bounds,
      Findings findings) {
    var name = line.substring(0, Math.min(3, line.length()));
    if (!NAME.matcher(name).matches()
        || (line.length() > 3 && line.charAt(3) != delimiters.getFieldSeparator())) {
      refuse(findings, number, null, ProblemCode.SEGMENT_MALFORMED);
      return Part.unreadable(number, "");
    }
    var text =
        name.equals("OBX")
            ? new Attachment(number, delimiters, bounds, findings).cutOutOf(line)
            : line;
    if (text.length() > bounds.segmentCharsMax()
        || text.chars()
                .filter(c -> isDelimiter(c, delimiters))
                .limit(DELIMITERS_PER_SEGMENT_MAX)
                .count()
            == DELIMITERS_PER_SEGMENT_MAX) {
      refuse(findings, number, name, ProblemCode.LINE_TOO_LONG);
      return Part.unreadable(number, name);
    }
    if (text.chars().anyMatch(c -> c != '\t' && Character.isISOControl(c))) {
      refuse(findings, number, name, ProblemCode.CONTROL_CHARACTER);
      return Part.unreadable(number, name);
    }
    return new Part(number, name, text, true);
  }

  private static boolean isDelimiter(int c, EncodingCharacters delimiters) {
    return c == delimiters.getFieldSeparator()
        || c == delimiters.getComponentSeparator()
        || c == delimiters.getSubcomponentSeparator()
        || c == delimiters.getRepetitionSeparator()
        || c == delimiters.getEscapeCharacter();
  }

  private static void warnOfFraming(Findings findings) {
    findings.warn(new VcfProblem(null, null, Severity.WARNING, ProblemCode.HL7_FRAMING), "");
  }

  private static void refuse(
      Findings findings, long number, @Nullable String field, ProblemCode code) {
    findings.add(new VcfProblem(number, field, Severity.ERROR, code));
  }

  /// Prints nothing of it.
  @Override
  public String toString() {
    return "Hl7Text[" + segments.size() + " segments]";
  }
}
