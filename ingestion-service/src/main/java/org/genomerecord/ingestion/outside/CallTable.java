package org.genomerecord.ingestion.outside;

import java.io.IOException;
import java.io.InputStream;
import org.genomerecord.ingestion.vcf.Findings;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.genomerecord.ingestion.vcf.VcfBounds;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;

/// Reads outside calls from tab-separated lines: gene, diplotype, phenotype, activity score, copy
/// number; the last three may be left out. (The first four are the columns of PharmCAT's outside
/// calls, which laboratories write already.) A heading names them in any order, from the gene on.
public final class CallTable {
  private static final int COLUMNS_MIN = 2;

  private final Findings findings;
  private final CallCheck check;
  private CallColumns columns = CallColumns.UNNAMED;

  /// Whether a line that names the columns may still come.
  private boolean isFirst = true;

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
    TabbedLines.read(bytes, bytesMax, findings, CallColumns::areNamedBy, table::read);
    if (table.check.calls().isEmpty() && !findings.refused()) {
      findings.add(new VcfProblem(null, null, Severity.ERROR, ProblemCode.NO_CALL));
    }
    return new OutsideOutcome(FileFormat.CALL_TABLE, table.check.calls(), findings.report());
  }

  private void read(TabbedLines.Line line) {
    var cells = line.cells();
    if (CallColumns.areNamedBy(cells)) {
      readHeading(line);
      return;
    }
    isFirst = false;
    if (cells.size() < COLUMNS_MIN || cells.size() > columns.held().size()) {
      boolean isNamed = cells.size() >= COLUMNS_MIN && !columns.equals(CallColumns.UNNAMED);
      refuse(line.number(), isNamed ? ProblemCode.CALL_HEADING : ProblemCode.CALL_COLUMN_COUNT);
      return;
    }
    if (cells.stream().anyMatch(cell -> cell.length() > CallCheck.VALUE_LENGTH_MAX)) {
      refuse(line.number(), ProblemCode.VALUE_TOO_LONG);
      return;
    }
    check.add(columns.call(cells), new CallCheck.Place(line.number(), null));
  }

  /// Calls above it would have been read by other columns.
  private void readHeading(TabbedLines.Line line) {
    var named = CallColumns.named(line.cells());
    if (!isFirst || named.isEmpty()) {
      refuse(line.number(), ProblemCode.CALL_HEADING);
      return;
    }
    isFirst = false;
    columns = named.get();
  }

  private void refuse(long line, ProblemCode code) {
    findings.add(new VcfProblem(line, null, Severity.ERROR, code));
  }
}
