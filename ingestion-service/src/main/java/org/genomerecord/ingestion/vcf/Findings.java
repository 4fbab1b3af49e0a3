package org.genomerecord.ingestion.vcf;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.jspecify.annotations.Nullable;

/// What one validation has found so far, within bounds.
public final class Findings {
  private record Subject(ProblemCode code, String name) {}

  private static final int SUBJECTS_MAX = 10_000;
  private static final int SUBJECT_CHARS_MAX = 200;

  private final VcfBounds bounds;
  private final List<VcfProblem> problems = new ArrayList<>();
  private final Set<Subject> warnedOf = new HashSet<>();
  private final Map<ProblemCode, Long> errors = new EnumMap<>(ProblemCode.class);
  private final Map<ProblemCode, Long> warnings = new EnumMap<>(ProblemCode.class);
  private long errorCount;
  private int errorsKept;
  private int warningsKept;

  /// @param bounds of which those on what is kept are used
  public Findings(VcfBounds bounds) {
    this.bounds = bounds;
  }

  void refuse(MalformedVcf malformed) {
    add(malformed.problem());
  }

  /// What ended the reading is kept, however much was found before.
  void end(MalformedVcf malformed) {
    var problem = malformed.problem();
    errors.merge(problem.problem(), 1L, Long::sum);
    problems.add(problem);
  }

  /// Adds an error as it is; a warning as below, without a subject to tell it apart by.
  public void add(VcfProblem problem) {
    if (problem.severity() == Severity.WARNING) {
      warn(problem, "");
      return;
    }
    errors.merge(problem.problem(), 1L, Long::sum);
    errorCount++;
    if (errorsKept < bounds.problemsKeptMax()) {
      errorsKept++;
      problems.add(problem);
    }
  }

  /// @param subject what the warning is about, such as an INFO key: only told apart, never shown.
  ///   Repetitions are counted and not kept, so that one noisy key cannot hide the other warnings.
  void warn(@Nullable Long line, @Nullable String column, ProblemCode code, String subject) {
    warn(new VcfProblem(line, column, Severity.WARNING, code), subject);
  }

  /// As above.
  public void warn(VcfProblem warning, String subject) {
    var code = warning.problem();
    warnings.merge(code, 1L, Long::sum);
    if (warningsKept >= bounds.warningsKeptMax() || warnedOf.size() >= SUBJECTS_MAX) {
      return;
    }
    var name = subject.length() > SUBJECT_CHARS_MAX ? "" : subject;
    if (warnedOf.add(new Subject(code, name))) {
      warningsKept++;
      problems.add(warning);
    }
  }

  /// Whether as many errors are counted as may be.
  boolean isFull() {
    return errorCount >= bounds.errorsMax();
  }

  /// Whether there is an error.
  public boolean refused() {
    return !errors.isEmpty();
  }

  /// What was found.
  public ValidationReport report() {
    return new ValidationReport(problems, errors, warnings);
  }
}
