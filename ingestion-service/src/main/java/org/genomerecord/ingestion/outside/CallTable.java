package org.genomerecord.ingestion.outside;

import java.io.IOException;
import java.io.InputStream;
import org.genomerecord.ingestion.vcf.Findings;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.genomerecord.ingestion.vcf.VcfBounds;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.jspecify.annotations.Nullable;

/// Reads outside calls from tab-separated lines: gene, diplotype, phenotype, activity score, copy
/// number; the last three may be left out. (The first four are the columns of PharmCAT's outside
/// calls, which laboratories write already.)
public final class CallTable {
  private static final int COLUMNS_MIN = 2;
  private static final int COLUMNS_MAX = 5;

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
    var findings = new Findings(VcfBounds.standard());
    var table = new CallTable(findings);
    TabbedLines.read(bytes, bytesMax, findings, table::read);
    if (table.check.calls().isEmpty() && !findings.refused()) {
      findings.add(new VcfProblem(null, null, Severity.ERROR, ProblemCode.NO_CALL));
    }
    return new OutsideOutcome(FileFormat.CALL_TABLE, table.check.calls(), findings.report());
  }

  private void read(TabbedLines.Line line) {
    var cells = line.cells();
    if (cells.size() < COLUMNS_MIN || cells.size() > COLUMNS_MAX) {
      refuse(line.number(), ProblemCode.CALL_COLUMN_COUNT);
      return;
    }
    if (cells.stream().anyMatch(cell -> cell.length() > CallCheck.VALUE_LENGTH_MAX)) {
      refuse(line.number(), ProblemCode.VALUE_TOO_LONG);
      return;
    }
    check.add(
        new OutsideCall(
            cells.getFirst(),
            cells.get(1),
            cells.size() > 2 ? cells.get(2) : "",
            cells.size() > 3 ? orNull(cells.get(3)) : null,
            cells.size() > 4 ? orNull(cells.get(4)) : null),
        new CallCheck.Place(line.number(), null));
  }

  private static @Nullable String orNull(String cell) {
    return cell.isEmpty() ? null : cell;
  }

  private void refuse(long line, ProblemCode code) {
    findings.add(new VcfProblem(line, null, Severity.ERROR, code));
  }
}
