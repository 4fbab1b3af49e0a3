package org.genomerecord.consent.erasure;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import org.genomerecord.consent.enrolment.Patients;
import org.genomerecord.consent.enrolment.RecordedLooks;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Erasure, asked for by patients for themselves, or by a compliance officer on a patient's behalf.
@Path("/patients/{patient}/erasure")
@RunOnVirtualThread
public class ErasureResource {
  private final Caller caller;
  private final Erasures erasures;
  private final Patients patients;
  private final RecordedLooks looks;

  ErasureResource(Caller caller, Erasures erasures, Patients patients, RecordedLooks looks) {
    this.caller = caller;
    this.erasures = erasures;
    this.patients = patients;
    this.looks = looks;
  }

  /// @param state `requested`, `begun` or `erased`
  /// @param notBefore of a request: it can be cancelled until then
  /// @param certificate of what is erased
  record Erasure(String state, @Nullable Instant notBefore, @Nullable Certificate certificate) {}

  /// Nothing opens online since the one, and nothing at all from the other on.
  ///
  /// @param keyGenerations of the subject key that were destroyed
  record Certificate(
      Pseudonym patient,
      List<Integer> keyGenerations,
      Instant unreadableSince,
      Instant keyBackupsExpireAt) {}

  /// Patients confirm, officers confirm and give their grounds. 200 if the patient is erased, 202
  /// if that is for later.
  @POST
  @RolesAllowed({Roles.PATIENT, Roles.COMPLIANCE_OFFICER})
  public RestResponse<Erasure> request(Pseudonym patient, @Nullable AskedErasure asked) {
    requireOwnOrOfficer(patient);
    var grounds = AskedErasure.checked(asked, patient, isOfficer());
    var step = erasures.request(patient, grounds, caller.attribution());
    if (step.isRefused()) {
      throw new Refusal(
          Category.CONFLICT, PatientErasure.LEGAL_HOLD, "a legal hold forbids this erasure");
    }
    var now = erasure(patient);
    return RestResponse.status(
        now.certificate() == null ? RestResponse.Status.ACCEPTED : RestResponse.Status.OK, now);
  }

  @GET
  @RolesAllowed({Roles.PATIENT, Roles.COMPLIANCE_OFFICER})
  public Erasure read(Pseudonym patient) {
    requireOwnOrOfficer(patient);
    looks.record(patient, "erasure");
    return erasure(patient);
  }

  @DELETE
  @RolesAllowed(Roles.PATIENT)
  public void cancel(Pseudonym patient) {
    patients.requireOwn(patient, caller.account());
    erasures.send(new CancelErasure(patient, caller.attribution()));
  }

  private void requireOwnOrOfficer(Pseudonym patient) {
    if (!isOfficer()) {
      patients.requireOwn(patient, caller.account());
    }
  }

  private boolean isOfficer() {
    return caller.actor().role().equals(Roles.COMPLIANCE_OFFICER);
  }

  private Erasure erasure(Pseudonym patient) {
    return switch (erasures.of(patient)) {
      case PatientErasure.NotEnrolled() -> throw unknown();
      case PatientErasure.Kept kept -> {
        var requested = kept.requested();
        if (requested == null) {
          throw unknown();
        }
        yield new Erasure("requested", requested.notBefore(), null);
      }
      case PatientErasure.Begun _ -> new Erasure("begun", null, null);
      case PatientErasure.Erased(var certificate) ->
          new Erasure(
              "erased",
              null,
              new Certificate(
                  certificate.patient(),
                  certificate.keyGenerations(),
                  certificate.unreadableSince(),
                  certificate.keyBackupsExpireAt()));
    };
  }

  private static Refusal unknown() {
    return new Refusal(Category.NOT_FOUND, "erasure-unknown", "no erasure was asked for");
  }
}
