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
final class Findings {
  private record Subject(ProblemCode code, String name) {}

  private static final int SUBJECTS_MAX = 10_000;
  private static final int SUBJECT_CHARS_MAX = 200;

  private final VcfBounds bounds;
  private final List<VcfProblem> problems = new ArrayList<>();
  private final Set<Subject> warnedOf = new HashSet<>();
  private final Map<ProblemCode, Long> errors = new EnumMap<>(ProblemCode.class);
  private final Map<ProblemCode, Long> warnings = new EnumMap<>(ProblemCode.class);
  private int errorsKept;
  private int warningsKept;

  Findings(VcfBounds bounds) {
    this.bounds = bounds;
  }

  void refuse(MalformedVcf malformed) {
    errors.merge(malformed.problem().problem(), 1L, Long::sum);
    if (errorsKept < bounds.problemsKeptMax()) {
      errorsKept++;
      problems.add(malformed.problem());
    }
  }

  /// @param subject what the warning is about, such as an INFO key: only told apart, never shown.
  ///   Repetitions are counted and not kept, so that one noisy key cannot hide the other warnings.
  void warn(@Nullable Long line, @Nullable String column, ProblemCode code, String subject) {
    warnings.merge(code, 1L, Long::sum);
    if (warningsKept >= bounds.warningsKeptMax() || warnedOf.size() >= SUBJECTS_MAX) {
      return;
    }
    var name = subject.length() > SUBJECT_CHARS_MAX ? "" : subject;
    if (warnedOf.add(new Subject(code, name))) {
      warningsKept++;
      problems.add(new VcfProblem(line, column, Severity.WARNING, code));
    }
  }

  boolean refused() {
    return !errors.isEmpty();
  }

  ValidationReport report() {
    return new ValidationReport(problems, errors, warnings);
  }
}
