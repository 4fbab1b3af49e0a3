package org.genomerecord.ingestion.outside;

import java.util.List;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.genomerecord.ingestion.vcf.ValidationReport;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.Verdict;

/// What the validation of a file of outside calls came to.
///
/// @param format of the file
/// @param calls none if the file is refused
public record OutsideOutcome(FileFormat format, List<OutsideCall> calls, ValidationReport report)
    implements Verdict {
  public OutsideOutcome {
    calls = report.errorCount() > 0 ? List.of() : List.copyOf(calls);
  }

  /// Refused for one reason that is about the file as a whole.
  public static OutsideOutcome refused(FileFormat format, ProblemCode error) {
    return new OutsideOutcome(format, List.of(), ValidationReport.of(error));
  }

  /// The same, refused for one reason more.
  public OutsideOutcome refused(VcfProblem error) {
    return new OutsideOutcome(format, List.of(), report.refused(error));
  }

  @Override
  public String toString() {
    return "OutsideOutcome[%s, calls=%d]".formatted(format, calls.size());
  }
}
