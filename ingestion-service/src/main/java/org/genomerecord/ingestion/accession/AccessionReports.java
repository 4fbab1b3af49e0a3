package org.genomerecord.ingestion.accession;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.genomerecord.ingestion.report.KeptReport;
import org.genomerecord.ingestion.report.KeptReports;
import org.genomerecord.ingestion.vcf.VcfProblem.Severity;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.AccessionId;

/// What validating the files of accessions found. Blocks.
@ApplicationScoped
public class AccessionReports {
  private final KeptReports reports;

  AccessionReports(KeptReports reports) {
    this.reports = reports;
  }

  /// Without a container.
  public static AccessionReports on(KeptReports reports) {
    return new AccessionReports(reports);
  }

  /// Of the file that was settled last: of a correction that was refused, not of what is in force.
  /// Empty while none is settled, where nothing was found, and once the report was kept for its
  /// time.
  public Optional<KeptReport> of(Accession accession) {
    return switch (accession) {
      case Accession.Unknown _, Accession.Received _ -> Optional.empty();
      case Accession.Refused refused -> ofRefused(refused);
      case Accession.Accepted accepted -> ofAccepted(accepted);
      case Accession.Correcting(var inForce, _) -> ofAccepted(inForce);
      case Accession.Withdrawn(var last, _) -> ofAccepted(last);
    };
  }

  /// The status with where its report is.
  AccessionStatus linked(AccessionStatus status, Accession accession) {
    return of(accession).isPresent() ? status.reported() : status;
  }

  /// Where the report of an accession is.
  static String pathOf(AccessionId accession) {
    return "/accessions/" + accession + "/report";
  }

  private Optional<KeptReport> ofAccepted(Accession.Accepted accepted) {
    var notTaken = accepted.notTaken();
    return notTaken == null
        ? found(accepted.submission()).filter(report -> !report.isRefused())
        : ofRefused(notTaken);
  }

  /// A file may have been refused for another reason than what its validation found, as when the
  /// patient's consent ended meanwhile: that is no news of the file.
  private Optional<KeptReport> ofRefused(Accession.Refused refused) {
    return found(refused.submission())
        .filter(report ->
            report.report().kept(Severity.ERROR).stream()
                .findFirst()
                .filter(first -> first.code().equals(refused.refusal().code()))
                .isPresent());
  }

  private Optional<KeptReport> found(SubmissionReceived submission) {
    return reports.find(submission);
  }
}
