package org.genomerecord.ingestion.vcf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

/// What the tests ask of an outcome.
final class Outcomes {
  private Outcomes() {}

  static VcfOutcome.Accepted accepted(VcfOutcome outcome) {
    assertThat(outcome.toString()).startsWith("Accepted");
    return (VcfOutcome.Accepted) outcome;
  }

  /// The same of the same text, however that is compressed.
  static VcfOutcome withoutIndex(VcfOutcome outcome) {
    var accepted = accepted(outcome);
    return new VcfOutcome.Accepted(
        accepted.assembly(),
        accepted.sample(),
        accepted.sampleColumn(),
        accepted.sampleCount(),
        accepted.recordCount(),
        accepted.indels(),
        accepted.fileFormat(),
        accepted.gvcf(),
        accepted.profile(),
        accepted.identity(),
        Optional.empty(),
        accepted.report());
  }

  static void acceptedSilently(VcfOutcome outcome) {
    assertThat(accepted(outcome).warnings()).isEmpty();
  }

  static void warned(VcfOutcome outcome, long line, String code) {
    assertThat(accepted(outcome).warnings())
        .anySatisfy(warning -> {
          assertThat(warning.line()).isEqualTo(line);
          assertThat(warning.code()).isEqualTo(code);
        });
  }

  static VcfProblem refused(VcfOutcome outcome, String code) {
    assertThat(outcome).isInstanceOf(VcfOutcome.Refused.class);
    var problem = ((VcfOutcome.Refused) outcome).problems().getFirst();
    assertThat(problem.code()).isEqualTo(code);
    return problem;
  }

  static void refused(VcfOutcome outcome, long line, String code) {
    assertThat(refused(outcome, code).line()).isEqualTo(line);
  }
}
