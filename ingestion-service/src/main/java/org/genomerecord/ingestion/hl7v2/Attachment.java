package org.genomerecord.ingestion.hl7v2;

import ca.uhn.hl7v2.parser.EncodingCharacters;
import java.util.Locale;
import java.util.regex.Pattern;
import org.genomerecord.ingestion.vcf.Findings;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;

/// A document in OBX-5 (data type ED): checked and cut out, as it stays in what was submitted.
///
/// @param number of the segment
record Attachment(long number, EncodingCharacters delimiters, Hl7Bounds bounds, Findings findings) {
  private static final int TYPE = 2;
  private static final int VALUE = 5;
  private static final int ED_SUBTYPE = 2;
  private static final int ED_ENCODING = 3;
  private static final int ED_DATA = 4;

  /// `%PDF`.
  private static final String PDF = "JVBERi";

  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]+={0,2}");

  /// @param segment an OBX
  /// @return the segment; without OBX-5, if that is a document or the address of one
  String cutOutOf(String segment) {
    var separator = String.valueOf(delimiters.getFieldSeparator());
    var fields = segment.split(Pattern.quote(separator), VALUE + 2);
    if (fields.length <= VALUE) {
      return segment;
    }
    switch (fields[TYPE]) {
      case "ED" -> check(fields[VALUE]);
      case "RP" -> refuse(ProblemCode.ATTACHMENT_ELSEWHERE);
      default -> {
        return segment;
      }
    }
    fields[VALUE] = "";
    return String.join(separator, fields);
  }

  private void check(String value) {
    var components =
        value.split(Pattern.quote(String.valueOf(delimiters.getComponentSeparator())), ED_DATA + 2);
    if (components.length != ED_DATA + 1
        || !components[ED_SUBTYPE].toUpperCase(Locale.ROOT).equals("PDF")
        || !components[ED_ENCODING].toUpperCase(Locale.ROOT).equals("BASE64")) {
      refuse(ProblemCode.ATTACHMENT_TYPE);
      return;
    }
    var data = withoutLineBreaks(components[ED_DATA]);
    if (data.length() / 4L * 3 > bounds.attachmentBytesMax()) {
      refuse(ProblemCode.ATTACHMENT_TOO_LONG);
    } else if (!BASE64.matcher(data).matches() || data.length() % 4 != 0) {
      refuse(ProblemCode.SEGMENT_MALFORMED);
    } else if (!data.startsWith(PDF)) {
      refuse(ProblemCode.ATTACHMENT_TYPE);
    }
  }

  private String withoutLineBreaks(String data) {
    char escape = delimiters.getEscapeCharacter();
    return data.indexOf(escape) < 0
        ? data
        : data.replace(escape + ".br" + escape, "")
            .replace(escape + "X0D" + escape, "")
            .replace(escape + "X0A" + escape, "")
            .replace(escape + "X0D0A" + escape, "");
  }

  private void refuse(ProblemCode code) {
    findings.add(new VcfProblem(number, "OBX-5", Severity.ERROR, code));
  }

  @Override
  public String toString() {
    return "Attachment[" + number + "]";
  }
}
