package org.genomerecord.ingestion.vcf;

import java.util.List;
import java.util.Optional;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.genomerecord.record.region.RegionIndex;

/// What the validation of a VCF came to.
public sealed interface VcfOutcome extends Verdict {
  /// The whole file is sound; its report holds warnings only.
  ///
  /// @param assembly recognised from contig lengths, `##reference` or the submission's word
  /// @param sample name of the patient's sample; patient data
  /// @param sampleColumn 1-based column of that sample in the header line, at least 10
  /// @param sampleCount number of samples in the file
  /// @param recordCount number of data lines
  /// @param indels number of data lines with an insertion or deletion that is written in bases;
  ///   whether they are left-aligned takes the reference and is not known
  /// @param fileFormat as its first line says, such as `VCFv4.2`
  /// @param gvcf whether the file also calls what equals the reference
  /// @param profile what the sample's calls add up to
  /// @param identity whose genome it is, of a genome or an exome; patient data
  /// @param index of its regions; empty if it has to be read as a whole
  record Accepted(
      Assembly assembly,
      String sample,
      int sampleColumn,
      int sampleCount,
      long recordCount,
      long indels,
      String fileFormat,
      boolean gvcf,
      SampleProfile profile,
      Optional<IdentityGenotypes> identity,
      Optional<RegionIndex> index,
      ValidationReport report)
      implements VcfOutcome {
    public Accepted {
      if (report.errorCount() > 0) {
        throw new IllegalArgumentException("a file with an error is refused");
      }
    }

    /// What was odd and harmless.
    public List<VcfProblem> warnings() {
      return report.problems();
    }

    /// The same with one more warning, of the file as a whole.
    public Accepted warned(ProblemCode warning) {
      return new Accepted(
          assembly,
          sample,
          sampleColumn,
          sampleCount,
          recordCount,
          indels,
          fileFormat,
          gvcf,
          profile,
          identity,
          index,
          report.warned(warning));
    }

    @Override
    public String toString() {
      return "Accepted[assembly=%s, records=%d, warnings=%d]"
          .formatted(assembly, recordCount, report.warningCount());
    }
  }

  /// Nothing of the file is taken.
  record Refused(ValidationReport report) implements VcfOutcome {
    public Refused {
      if (report.kept(Severity.ERROR).isEmpty()) {
        throw new IllegalArgumentException("a refusal has a problem");
      }
    }

    /// The errors kept, in the file's order, at least one.
    public List<VcfProblem> problems() {
      return report.kept(Severity.ERROR);
    }

    /// The first error, to be thrown at the edge.
    public MalformedVcf refusal() {
      return new MalformedVcf(problems().getFirst());
    }
  }
}
