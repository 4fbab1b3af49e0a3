package org.genomerecord.ingestion.vcf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one validation has found so far, within bounds.
final class Findings {
  private record Subject(String code, String name) {}

  private static final int SUBJECTS_MAX = 10_000;
  private static final int SUBJECT_CHARS_MAX = 200;

  private final VcfBounds bounds;
  private final List<VcfProblem> problems = new ArrayList<>();
  private final List<VcfProblem> warnings = new ArrayList<>();
  private final Set<Subject> warnedOf = new HashSet<>();
  private long problemCount;
  private long warningCount;

  Findings(VcfBounds bounds) {
    this.bounds = bounds;
  }

  void refuse(MalformedVcf malformed) {
    problemCount++;
    if (problems.size() < bounds.problemsKeptMax()) {
      problems.add(malformed.problem());
    }
  }

  /// @param subject what the warning is about, such as an INFO key: only told apart, never shown.
  ///   Repetitions are counted and not kept, so that one noisy key cannot hide the other warnings.
  void warn(long line, @Nullable String column, String code, String reason, String subject) {
    warningCount++;
    if (warnings.size() >= bounds.warningsKeptMax() || warnedOf.size() >= SUBJECTS_MAX) {
      return;
    }
    var name = subject.length() > SUBJECT_CHARS_MAX ? "" : subject;
    if (warnedOf.add(new Subject(code, name))) {
      warnings.add(new VcfProblem(line, column, code, reason));
    }
  }

  boolean refused() {
    return problemCount > 0;
  }

  VcfOutcome.Refused refusal() {
    return new VcfOutcome.Refused(problems, problemCount, warnings, warningCount);
  }

  List<VcfProblem> warnings() {
    return warnings;
  }

  long warningCount() {
    return warningCount;
  }
}
