package org.genomerecord.ingestion.vcf;

import java.util.List;

/// What a validation came to.
public sealed interface VcfOutcome {
  /// The first warnings; of several with one code and one subject (such as an INFO key) only the
  /// first is kept.
  List<VcfProblem> warnings();

  /// How many warnings there were, kept or not.
  long warningCount();

  /// The whole file is sound.
  ///
  /// @param assembly recognised from contig lengths, `##reference` or the submission's word
  /// @param sample name of the patient's sample; patient data
  /// @param sampleColumn 1-based column of that sample in the header line, at least 10
  /// @param sampleCount number of samples in the file
  /// @param recordCount number of data lines
  /// @param fileFormat as its first line says, such as `VCFv4.2`
  /// @param gvcf whether the file also calls what equals the reference
  record Accepted(
      Assembly assembly,
      String sample,
      int sampleColumn,
      int sampleCount,
      long recordCount,
      String fileFormat,
      boolean gvcf,
      List<VcfProblem> warnings,
      long warningCount)
      implements VcfOutcome {
    public Accepted {
      warnings = List.copyOf(warnings);
    }

    @Override
    public String toString() {
      return "Accepted[assembly=%s, records=%d, warnings=%d]"
          .formatted(assembly, recordCount, warningCount);
    }
  }

  /// Nothing of the file is taken.
  ///
  /// @param problems the first ones in the file's order, at least one, at most one for each line
  /// @param problemCount all of them
  record Refused(
      List<VcfProblem> problems, long problemCount, List<VcfProblem> warnings, long warningCount)
      implements VcfOutcome {
    public Refused {
      problems = List.copyOf(problems);
      warnings = List.copyOf(warnings);
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("a refusal has a problem");
      }
    }

    /// The first problem, to be thrown at the edge.
    public MalformedVcf refusal() {
      return new MalformedVcf(problems.getFirst());
    }
  }
}
