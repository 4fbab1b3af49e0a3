package org.genomerecord.ingestion.vcf;

import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// A call set that cannot be accepted, with position and reason and never the line.
public final class MalformedVcf extends Refusal {
  private static final long serialVersionUID = 1L;

  private final transient VcfProblem problem;

  public MalformedVcf(VcfProblem problem) {
    super(Category.UNSUPPORTED, problem.code(), problem.reason());
    this.problem = problem;
  }

  /// In a column of a line.
  static MalformedVcf at(long line, String column, ProblemCode code) {
    return new MalformedVcf(new VcfProblem(line, column, Severity.ERROR, code));
  }

  /// In a line as a whole.
  static MalformedVcf at(long line, ProblemCode code) {
    return new MalformedVcf(new VcfProblem(line, null, Severity.ERROR, code));
  }

  /// In the file as a whole.
  static MalformedVcf inFile(ProblemCode code) {
    return new MalformedVcf(new VcfProblem(null, null, Severity.ERROR, code));
  }

  /// Where and why.
  public VcfProblem problem() {
    return problem;
  }
}
