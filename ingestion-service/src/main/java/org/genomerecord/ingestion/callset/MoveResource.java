package org.genomerecord.ingestion.callset;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import org.genomerecord.ingestion.accession.AccessionStatus;
import org.genomerecord.ingestion.accession.Accessions;
import org.genomerecord.ingestion.laboratory.Admission;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.AccessionId;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Where laboratories move a result to the right patient.
@Path("/accessions/{accession}/move")
@RunOnVirtualThread
@RolesAllowed(Roles.LAB)
public class MoveResource {
  private final Caller caller;
  private final Admission admission;
  private final Accessions accessions;
  private final Move move;
  private final CallSetValidation validation;
  private final IngestionLimits limits;

  MoveResource(
      Caller caller,
      Admission admission,
      Accessions accessions,
      Move move,
      CallSetValidation validation,
      IngestionLimits limits) {
    this.caller = caller;
    this.admission = admission;
    this.accessions = accessions;
    this.move = move;
    this.validation = validation;
    this.limits = limits;
  }

  /// Withdraws it from the record that it is in, as of a wrong patient, and takes it in for
  /// another. Answered as a submission, with the accession that it is from here on. Done twice, it
  /// is done once; cut short, doing it again ends it. Counts as a submission of the file.
  ///
  /// @param right the patient whose it is
  @POST
  public RestResponse<Object> move(
      AccessionId accession,
      @HeaderParam("Patient-Identifier") @Nullable String right,
      @HeaderParam("Prefer") @Nullable String prefer)
      throws IOException {
    var laboratory = admission.ofPatients().laboratory().value();
    var known = accessions.own(accession, laboratory).accession().current().orElseThrow();
    admission.moved(known.file().sizeBytes());
    var id =
        move.move(
            accession, Submission.patient(right), caller.attribution(), laboratory, caller.token());
    validation.await(id, limits.waitMillis(prefer));
    return SubmissionsResource.answer(id, AccessionStatus.of(accessions.find(id)));
  }
}
