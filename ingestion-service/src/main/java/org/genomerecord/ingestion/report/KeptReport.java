package org.genomerecord.ingestion.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.genomerecord.ingestion.vcf.ProblemCode;
import org.genomerecord.ingestion.vcf.ValidationReport;
import org.genomerecord.ingestion.vcf.VcfProblem;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.genomerecord.ingestion.vcf.Verdict;
import org.genomerecord.record.sourcing.EventJson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What validating a file found, read again after the file itself may be gone. Pure.
///
/// It is kept as places and codes. What a code means is said in the words of the release that reads
/// it.
public record KeptReport(ValidationReport report) implements Verdict {
  private static final Logger LOG = LoggerFactory.getLogger(KeptReport.class);

  private static final Map<String, ProblemCode> BY_CODE =
      Stream.of(ProblemCode.values())
          .collect(Collectors.toUnmodifiableMap(ProblemCode::code, Function.identity()));

  /// As it is kept.
  record Text(List<Found> problems, Map<String, Long> errors, Map<String, Long> warnings) {
    Text {
      problems = List.copyOf(problems);
      errors = Map.copyOf(errors);
      warnings = Map.copyOf(warnings);
    }
  }

  /// One problem, as it is kept.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Found(
      @Nullable Long line,
      @Nullable String column,
      @Nullable String expression,
      boolean error,
      String code) {}

  /// As it is kept.
  String text() {
    return EventJson.write(
        new Text(
            report.problems().stream().map(KeptReport::found).toList(),
            counts(report.errors()),
            counts(report.warnings())));
  }

  /// Empty if it has a code that only another release knows.
  static Optional<KeptReport> of(String text) {
    var kept = EventJson.read(text, Text.class);
    var unknown =
        Stream.of(kept.errors().keySet(), kept.warnings().keySet())
            .flatMap(Set::stream)
            .filter(code -> !BY_CODE.containsKey(code))
            .findFirst();
    if (unknown.isPresent()) {
      LOG.warn("a kept report has a code of another release: {}", unknown.get());
      return Optional.empty();
    }
    return Optional.of(
        new KeptReport(
            new ValidationReport(
                kept.problems().stream().map(KeptReport::problem).toList(),
                counted(kept.errors()),
                counted(kept.warnings()))));
  }

  private static Found found(VcfProblem problem) {
    return new Found(
        problem.line(),
        problem.column(),
        problem.expression(),
        problem.severity() == Severity.ERROR,
        problem.code());
  }

  private static VcfProblem problem(Found found) {
    return new VcfProblem(
        found.line(),
        found.column(),
        found.expression(),
        found.error() ? Severity.ERROR : Severity.WARNING,
        known(found.code()));
  }

  private static Map<String, Long> counts(Map<ProblemCode, Long> found) {
    var counts = new LinkedHashMap<String, Long>();
    found.forEach((code, count) -> counts.put(code.code(), count));
    return counts;
  }

  private static Map<ProblemCode, Long> counted(Map<String, Long> counts) {
    var found = new EnumMap<ProblemCode, Long>(ProblemCode.class);
    counts.forEach((code, count) -> found.put(known(code), count));
    return found;
  }

  private static ProblemCode known(String code) {
    return Objects.requireNonNull(BY_CODE.get(code), "each is counted");
  }
}
