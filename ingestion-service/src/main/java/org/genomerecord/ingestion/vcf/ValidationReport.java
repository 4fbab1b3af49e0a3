package org.genomerecord.ingestion.vcf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;

/// All that a validation found: the first problems in full, and how many there were of each. No
/// genotype, base or name is in it.
///
/// @param problems kept, in the file's order, at most one error for each line; of several warnings
///   with one code and one subject (such as an INFO key) the first
/// @param errors how often each was found, kept or not
/// @param warnings likewise
public record ValidationReport(
    List<VcfProblem> problems, Map<ProblemCode, Long> errors, Map<ProblemCode, Long> warnings) {
  public ValidationReport {
    problems = List.copyOf(problems);
    errors = ordered(errors);
    warnings = ordered(warnings);
  }

  /// One error of the file as a whole and nothing else.
  public static ValidationReport of(ProblemCode error) {
    return new ValidationReport(
        List.of(new VcfProblem(null, null, Severity.ERROR, error)), Map.of(error, 1L), Map.of());
  }

  /// The same with one more warning, of the file as a whole.
  public ValidationReport warned(ProblemCode warning) {
    var more = new ArrayList<>(problems);
    more.add(new VcfProblem(null, null, Severity.WARNING, warning));
    var counted = new EnumMap<ProblemCode, Long>(ProblemCode.class);
    counted.putAll(warnings);
    counted.merge(warning, 1L, Long::sum);
    return new ValidationReport(more, errors, counted);
  }

  /// The same with one more error.
  public ValidationReport refused(VcfProblem error) {
    var more = new ArrayList<>(problems);
    more.add(error);
    var counted = new EnumMap<ProblemCode, Long>(ProblemCode.class);
    counted.putAll(errors);
    counted.merge(error.problem(), 1L, Long::sum);
    return new ValidationReport(more, counted, warnings);
  }

  /// Those kept of one severity.
  public List<VcfProblem> kept(Severity severity) {
    return problems.stream().filter(problem -> problem.severity() == severity).toList();
  }

  /// How many errors were found.
  public long errorCount() {
    return sum(errors);
  }

  /// How many warnings were found.
  public long warningCount() {
    return sum(warnings);
  }

  private static long sum(Map<ProblemCode, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static Map<ProblemCode, Long> ordered(Map<ProblemCode, Long> counts) {
    var ordered = new EnumMap<ProblemCode, Long>(ProblemCode.class);
    ordered.putAll(counts);
    return Collections.unmodifiableMap(ordered);
  }
}
