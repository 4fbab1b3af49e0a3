package org.genomerecord.ingestion.expression;

import java.util.List;
import org.genomerecord.ingestion.vcf.ValidationReport;
import org.genomerecord.ingestion.vcf.Verdict;

/// What the validation of an expression panel came to.
///
/// @param assay whose genes it holds, such as `21-gene`
/// @param unit of the values
/// @param values of all its genes, in the file's order; none if the file is refused
public record ExpressionOutcome(
    String assay, String unit, List<ExpressionValue> values, ValidationReport report)
    implements Verdict {
  public ExpressionOutcome {
    values = report.errorCount() > 0 ? List.of() : List.copyOf(values);
  }

  @Override
  public String toString() {
    return "ExpressionOutcome[%s, values=%d]".formatted(assay, values.size());
  }
}
