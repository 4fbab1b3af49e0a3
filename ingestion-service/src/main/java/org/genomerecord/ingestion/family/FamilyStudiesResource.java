package org.genomerecord.ingestion.family;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.genomerecord.ingestion.laboratory.Admission;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.FamilyStudyId;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Where laboratories report family studies of accessions that they submitted themselves.
@Path("/family-studies")
@RunOnVirtualThread
@RolesAllowed(Roles.LAB)
public class FamilyStudiesResource {
  private static final int OK = 200;
  private static final int CREATED = 201;

  private final Caller caller;
  private final Admission admission;
  private final FamilyStudies studies;

  FamilyStudiesResource(Caller caller, Admission admission, FamilyStudies studies) {
    this.caller = caller;
    this.admission = admission;
    this.studies = studies;
  }

  record Receipt(FamilyStudyId study) {}

  /// 201 if it is recorded now, 200 if the same had been reported under this number.
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public RestResponse<Receipt> report(@Nullable StudyReport report) {
    var laboratory = admission.ofPatients();
    var taken =
        studies.take(
            StudyReport.checked(report),
            laboratory.laboratory().value(),
            caller.attribution(),
            caller.token());
    return RestResponse.ResponseBuilder.<Receipt>create(taken.isNew() ? CREATED : OK)
        .entity(new Receipt(taken.study()))
        .build();
  }
}
