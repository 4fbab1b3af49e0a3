package org.genomerecord.ingestion.outside;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.genomerecord.ingestion.vcf.Findings;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.jspecify.annotations.Nullable;

/// Reads the lines of a submitted table: UTF-8, cells with tabs between. Empty lines and lines that
/// begin with `#` say nothing.
public final class TabbedLines {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /// How a ZIP archive begins, and so a workbook of a spreadsheet.
  private static final byte[] ZIP = {'P', 'K', 3, 4};

  private TabbedLines() {}

  /// One line that says something. It holds patient data.
  ///
  /// @param number 1-based
  /// @param cells at least one, without the spaces around them
  public record Line(long number, List<String> cells) {
    public Line {
      cells = List.copyOf(cells);
    }

    @Override
    public String toString() {
      return "Line[" + number + "]";
    }
  }

  /// Reads to the end, so that a refusal can tell several lines at once.
  ///
  /// @param bytes as submitted; not closed here
  /// @param bytesMax longest text that is read
  /// @param findings is told what is no text or no line of a table
  /// @param lines is given the others, in order
  /// @throws IOException when the bytes themselves cannot be read: a fault, no verdict
  public static void read(InputStream bytes, int bytesMax, Findings findings, Consumer<Line> lines)
      throws IOException {
    read(bytes, bytesMax, findings, _ -> false, lines);
  }

  /// As above.
  ///
  /// @param says whether a line says something though it begins with `#`, by its cells
  static void read(
      InputStream bytes,
      int bytesMax,
      Findings findings,
      Predicate<List<String>> says,
      Consumer<Line> lines)
      throws IOException {
    var submitted = bytes.readNBytes(bytesMax + 1);
    if (submitted.length > bytesMax) {
      refuse(findings, null, ProblemCode.TEXT_TOO_LONG);
      return;
    }
    if (submitted.length == 0) {
      refuse(findings, null, ProblemCode.EMPTY_FILE);
      return;
    }
    var text = decoded(submitted);
    if (Arrays.mismatch(submitted, ZIP) == ZIP.length) {
      refuse(findings, null, ProblemCode.ZIP_NOT_SUPPORTED);
    } else if (text.isEmpty()) {
      refuse(findings, null, ProblemCode.NOT_UTF8);
    } else if (text.get().startsWith(BYTE_ORDER_MARK)) {
      refuse(findings, 1L, ProblemCode.BYTE_ORDER_MARK);
    } else {
      read(text.get(), findings, says, lines);
    }
  }

  /// The text of bytes that are UTF-8.
  public static Optional<String> decoded(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }

  private static void read(
      String text, Findings findings, Predicate<List<String>> says, Consumer<Line> lines) {
    long number = 0;
    for (var written : text.split("\n", -1)) {
      number++;
      if (written.endsWith("\r")) {
        findings.warn(
            new VcfProblem(number, null, Severity.WARNING, ProblemCode.CRLF_LINE_ENDINGS), "");
      }
      var line = written.stripTrailing();
      var cells = Arrays.stream(line.split("\t", -1)).map(String::strip).toList();
      if (line.isBlank() || (line.startsWith("#") && !says.test(cells))) {
        continue;
      }
      if (line.chars().anyMatch(c -> c != '\t' && Character.isISOControl(c))) {
        refuse(findings, number, ProblemCode.CONTROL_CHARACTER);
      } else {
        lines.accept(new Line(number, cells));
      }
    }
  }

  private static void refuse(Findings findings, @Nullable Long line, ProblemCode code) {
    findings.add(new VcfProblem(line, null, Severity.ERROR, code));
  }
}
