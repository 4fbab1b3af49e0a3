package org.genomerecord.ingestion.expression;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.genomerecord.ingestion.outside.TabbedLines;
import org.genomerecord.ingestion.vcf.Findings;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.genomerecord.ingestion.vcf.VcfBounds;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.jspecify.annotations.Nullable;

/// Reads an expression panel from tab-separated lines: first the names of the columns, then gene,
/// value and unit, each gene of the 21-gene assay once (Paik and others 2004).
public final class ExpressionTable {
  private static final List<String> COLUMNS = List.of("gene", "value", "unit");

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,4}(?:\\.[0-9]{1,4})?");
  private static final Pattern WITH_COMMA = Pattern.compile("-?[0-9]{1,4},[0-9]{1,4}");

  /// What programs write in the place of a number, the instruments' word for no signal among them.
  private static final Pattern NO_NUMBER =
      Pattern.compile(
          "|[-.]|n/?a|nan|null|none|[-+]?inf(?:inity)?|undetermined|no ct",
          Pattern.CASE_INSENSITIVE);

  private final Assay assay;
  private final Findings findings;
  private final List<ExpressionValue> values = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private Header header = Header.AWAITED;

  private enum Header {
    AWAITED,
    READ,
    WRONG
  }

  private ExpressionTable(Assay assay, Findings findings) {
    this.assay = assay;
    this.findings = findings;
  }

  /// Reads to the end, so that a refusal can tell several lines at once.
  ///
  /// @param bytes as submitted, UTF-8; not closed here
  /// @param bytesMax longest text that is read
  /// @throws IOException when the bytes themselves cannot be read: a fault, no verdict
  public static ExpressionOutcome validate(InputStream bytes, int bytesMax) throws IOException {
    var assay = Assay.TWENTY_ONE_GENES;
    var findings = new Findings(VcfBounds.standard());
    var table = new ExpressionTable(assay, findings);
    TabbedLines.read(bytes, bytesMax, findings, table::read);
    table.end();
    return new ExpressionOutcome(assay.name(), assay.unit(), table.values, findings.report());
  }

  private void read(TabbedLines.Line line) {
    var cells = line.cells();
    switch (header) {
      case WRONG -> {} // Which column is which is not known.
      case AWAITED -> {
        header = cells.equals(COLUMNS) ? Header.READ : Header.WRONG;
        if (header == Header.WRONG) {
          refuse(line.number(), null, ProblemCode.EXPRESSION_HEADER);
        }
      }
      case READ -> {
        if (cells.size() == COLUMNS.size()) {
          read(line.number(), cells.get(0), cells.get(1), cells.get(2));
        } else {
          refuse(line.number(), null, ProblemCode.EXPRESSION_COLUMN_COUNT);
        }
      }
    }
  }

  private void read(long line, String gene, String written, String unit) {
    if (!assay.genes().containsKey(gene)) {
      refuse(line, "gene", ProblemCode.ASSAY_GENE_UNKNOWN);
    } else if (!seen.add(gene)) {
      refuse(line, "gene", ProblemCode.ASSAY_GENE_REPEATED);
    } else if (!unit.equals(assay.unit())) {
      refuse(line, "unit", ProblemCode.EXPRESSION_UNIT);
    } else {
      value(line, written).ifPresent(value -> values.add(new ExpressionValue(gene, value)));
    }
  }

  private Optional<BigDecimal> value(long line, String written) {
    if (NO_NUMBER.matcher(written).matches()) {
      refuse(line, "value", ProblemCode.EXPRESSION_VALUE_MISSING);
    } else if (WITH_COMMA.matcher(written).matches()) {
      refuse(line, "value", ProblemCode.DECIMAL_COMMA);
    } else if (!NUMBER.matcher(written).matches()) {
      refuse(line, "value", ProblemCode.EXPRESSION_VALUE_MALFORMED);
    } else if (!assay.reaches(new BigDecimal(written))) {
      refuse(line, "value", ProblemCode.EXPRESSION_VALUE_OUT_OF_RANGE);
    } else {
      return Optional.of(new BigDecimal(written));
    }
    return Optional.empty();
  }

  /// What has no line is told by its symbol, which stands in the assay's table and not in the file.
  private void end() {
    if (header == Header.AWAITED && !findings.refused()) {
      refuse(null, null, ProblemCode.EXPRESSION_HEADER);
    }
    if (header == Header.READ) {
      assay
          .genes()
          .forEach((gene, isReference) -> {
            if (!seen.contains(gene)) {
              refuse(
                  null,
                  gene,
                  isReference
                      ? ProblemCode.REFERENCE_GENE_MISSING
                      : ProblemCode.ASSAY_GENE_MISSING);
            }
          });
    }
  }

  private void refuse(@Nullable Long line, @Nullable String column, ProblemCode code) {
    findings.add(new VcfProblem(line, column, Severity.ERROR, code));
  }
}
