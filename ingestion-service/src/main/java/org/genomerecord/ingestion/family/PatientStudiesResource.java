package org.genomerecord.ingestion.family;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.FamilyStudyId;
import org.genomerecord.record.event.Pseudonym;
import org.jspecify.annotations.Nullable;

/// A patient's family studies. Any known caller may ask; consent-service decides, on record, before
/// anything is opened.
@Path("/patients/{patient}/family-studies")
@RunOnVirtualThread
@Authenticated
public class PatientStudiesResource {
  private final Caller caller;
  private final FamilyStudies studies;

  PatientStudiesResource(Caller caller, FamilyStudies studies) {
    this.caller = caller;
    this.studies = studies;
  }

  /// @param number the laboratory's own number of the accession
  /// @param affected whether the patient has the condition that the study is about
  record Study(
      FamilyStudyId study,
      String lab,
      Instant reportedAt,
      AccessionId accession,
      String number,
      @Nullable String affected,
      Relative relative) {
    static Study of(Pseudonym patient, FamilyStudies.Shown shown) {
      var joint = shown.joint();
      return new Study(
          shown.study().study(),
          shown.study().lab(),
          shown.study().reportedAt(),
          shown.own().accession(),
          shown.own().number(),
          shown.own().affected(),
          joint == null
              ? Relative.NOT_SHOWN
              : new Relative(
                  true,
                  joint.relationship(),
                  joint.subject().equals(patient) ? "subject" : "relative",
                  joint.confirmed(),
                  joint.kinship()));
    }
  }

  /// The other patient of a study, who is never named: not even by pseudonym.
  ///
  /// @param shown false if the caller may not see the other patient's kinship, for whatever reason
  /// @param relationship what the relative is to the subject, HL7 v3 code
  /// @param patientIs which of the two the patient is: `subject` or `relative`
  /// @param kinship estimated coefficient, from 0 to 0.5
  record Relative(
      boolean shown,
      @Nullable String relationship,
      @Nullable String patientIs,
      @Nullable Boolean confirmed,
      @Nullable Double kinship) {
    static final Relative NOT_SHOWN = new Relative(false, null, null, null, null);
  }

  /// Oldest first.
  @GET
  public List<Study> list(Pseudonym patient) {
    var asker =
        new FamilyStudies.Asker(caller.purposeOfUse(), caller.token(), caller.correlation());
    return studies.of(patient, asker).stream().map(shown -> Study.of(patient, shown)).toList();
  }
}
