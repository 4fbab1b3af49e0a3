package org.genomerecord.ingestion.outside;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.genomerecord.ingestion.vcf.Findings;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.genomerecord.ingestion.vcf.VcfBounds;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.jspecify.annotations.Nullable;

/// Reads outside calls from tab-separated lines: gene, diplotype, phenotype, activity score, copy
/// number; the last three may be left out. Lines that begin with `#` say nothing. (The first four
/// are the columns of PharmCAT's outside calls, which laboratories write already.)
public final class CallTable {
  private static final int COLUMNS_MIN = 2;
  private static final int COLUMNS_MAX = 5;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Findings findings;
  private final CallCheck check;

  private CallTable(Findings findings) {
    this.findings = findings;
    this.check = new CallCheck(findings);
  }

  /// Reads to the end, so that a refusal can tell several lines at once.
  ///
  /// @param bytes as submitted, UTF-8; not closed here
  /// @param bytesMax longest text that is read
  /// @throws IOException when the bytes themselves cannot be read: a fault, no verdict
  public static OutsideOutcome validate(InputStream bytes, int bytesMax) throws IOException {
    var text = bytes.readNBytes(bytesMax + 1);
    if (text.length > bytesMax) {
      return OutsideOutcome.refused(FileFormat.CALL_TABLE, ProblemCode.TEXT_TOO_LONG);
    }
    if (text.length == 0) {
      return OutsideOutcome.refused(FileFormat.CALL_TABLE, ProblemCode.EMPTY_FILE);
    }
    return decoded(text)
        .map(CallTable::validated)
        .orElseGet(() -> OutsideOutcome.refused(FileFormat.CALL_TABLE, ProblemCode.NOT_UTF8));
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

  private static OutsideOutcome validated(String text) {
    var findings = new Findings(VcfBounds.standard());
    var table = new CallTable(findings);
    table.read(text);
    if (table.check.calls().isEmpty() && !findings.refused()) {
      findings.add(new VcfProblem(null, null, Severity.ERROR, ProblemCode.NO_CALL));
    }
    return new OutsideOutcome(FileFormat.CALL_TABLE, table.check.calls(), findings.report());
  }

  private void read(String text) {
    if (text.startsWith(BYTE_ORDER_MARK)) {
      refuse(1, ProblemCode.BYTE_ORDER_MARK);
      return;
    }
    long number = 0;
    for (var line : text.split("\n", -1)) {
      number++;
      if (line.endsWith("\r")) {
        findings.warn(
            new VcfProblem(number, null, Severity.WARNING, ProblemCode.CRLF_LINE_ENDINGS), "");
      }
      read(number, line.stripTrailing());
    }
  }

  private void read(long number, String line) {
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    if (line.chars().anyMatch(c -> c != '\t' && Character.isISOControl(c))) {
      refuse(number, ProblemCode.CONTROL_CHARACTER);
      return;
    }
    var cells = cells(line);
    if (cells.size() < COLUMNS_MIN || cells.size() > COLUMNS_MAX) {
      refuse(number, ProblemCode.CALL_COLUMN_COUNT);
      return;
    }
    if (cells.stream().anyMatch(cell -> cell.length() > CallCheck.VALUE_LENGTH_MAX)) {
      refuse(number, ProblemCode.VALUE_TOO_LONG);
      return;
    }
    check.add(
        new OutsideCall(
            cells.getFirst(),
            cells.get(1),
            cells.size() > 2 ? cells.get(2) : "",
            cells.size() > 3 ? orNull(cells.get(3)) : null,
            cells.size() > 4 ? orNull(cells.get(4)) : null),
        new CallCheck.Place(number, null));
  }

  private static List<String> cells(String line) {
    var cells = new ArrayList<String>();
    for (var cell : line.split("\t", -1)) {
      cells.add(cell.strip());
    }
    return cells;
  }

  private static @Nullable String orNull(String cell) {
    return cell.isEmpty() ? null : cell;
  }

  private void refuse(long line, ProblemCode code) {
    findings.add(new VcfProblem(line, null, Severity.ERROR, code));
  }
}
