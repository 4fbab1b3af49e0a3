package org.genomerecord.ingestion.vcf;

import static org.assertj.core.api.Assertions.assertThat;

/// What the tests ask of an outcome.
final class Outcomes {
  private Outcomes() {}

  static VcfOutcome.Accepted accepted(VcfOutcome outcome) {
    assertThat(outcome.toString()).startsWith("Accepted");
    return (VcfOutcome.Accepted) outcome;
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
