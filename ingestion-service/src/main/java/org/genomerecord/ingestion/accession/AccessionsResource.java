package org.genomerecord.ingestion.accession;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.ingestion.report.ReportAnswer;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.ReadModels;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Where laboratories look up what became of their own accessions.
@Path("/accessions")
@RunOnVirtualThread
@RolesAllowed(Roles.LAB)
public class AccessionsResource {
  private final Caller caller;
  private final Accessions accessions;
  private final InterpretedAccessions interpreted;
  private final ValidationsUnderWay underWay;
  private final AccessionReports reports;
  private final int rowsMax;

  AccessionsResource(
      Caller caller,
      Accessions accessions,
      InterpretedAccessions interpreted,
      ValidationsUnderWay underWay,
      AccessionReports reports,
      @ConfigProperty(name = "genome.accession-rows-max", defaultValue = "1000") int rowsMax) {
    this.caller = caller;
    this.accessions = accessions;
    this.interpreted = interpreted;
    this.underWay = underWay;
    this.reports = reports;
    this.rowsMax = rowsMax;
  }

  @GET
  @Path("/{accession}")
  public AccessionStatus status(AccessionId accession) {
    return status(accession, caller.actor().organisation());
  }

  /// The same by the laboratory's own number, for whoever lost the answer that told the accession:
  /// in a header, as no URL holds what may lead to a patient.
  ///
  /// @throws Refusal incorrect, if the header is missing or wrong
  @GET
  @Path("/by-number")
  public AccessionStatus statusOf(@HeaderParam("Accession") @Nullable String number) {
    var laboratory = caller.actor().organisation();
    if (laboratory == null) {
      throw new Refusal(Category.NOT_FOUND, "accession-unknown", "you have no such accession");
    }
    return status(Accessions.idOf(laboratory, Accessions.number(number)), laboratory);
  }

  private AccessionStatus status(AccessionId accession, @Nullable String laboratory) {
    boolean isUnderWay = underWay.include(accession); // First: it may end in between.
    var status = accessions.ownStatus(accession, laboratory);
    return reports
        .linked(status, accessions.find(accession).accession())
        .validating(isUnderWay)
        .interpreted(interpreted.at(accession).orElse(null));
  }

  /// All that validation found in the file that was settled last: of one that was refused what the
  /// answer holds where it is waited for, and of one that was accepted with warnings these.
  ///
  /// @throws Refusal not-found, while there is none, or no more
  @GET
  @Path("/{accession}/report")
  public RestResponse<Object> report(
      AccessionId accession, @HeaderParam("Accept") @Nullable String accept) {
    accessions.ownStatus(accession, caller.actor().organisation());
    var report =
        reports
            .of(accessions.find(accession).accession())
            .orElseThrow(() ->
                new Refusal(
                    Category.NOT_FOUND,
                    "report-absent",
                    "it is not validated yet, or nothing was found, or that is not kept any more"));
    return ReportAnswer.later(report, accept).build();
  }

  /// The laboratory's accessions, newest first.
  @GET
  public List<AccessionRow> list() {
    var lab = caller.actor().organisation();
    if (lab == null) {
      return List.of(); // a laboratory without a name has submitted nothing
    }
    var rows = ReadModels.read(() -> AccessionRow.ofLab(lab, rowsMax));
    rows.forEach(row -> row.isValidating = underWay.include(new AccessionId(row.accession)));
    return rows;
  }
}
