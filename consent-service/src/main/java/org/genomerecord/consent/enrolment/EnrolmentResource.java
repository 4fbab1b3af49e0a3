package org.genomerecord.consent.enrolment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.genomerecord.consent.key.SubjectKeys;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.RefusedAtTheDoor;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.EnrolmentEvent.PatientEnrolled;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.permit.PatientIdentifier;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.sourcing.Recording;
import org.genomerecord.record.store.LogReader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Enrols patients and tells patients their pseudonym.
@Path("/patients")
@RunOnVirtualThread
public class EnrolmentResource {
  private static final int TEXT_LENGTH_MAX = 200;
  private static final String SCHEMA = EventTypes.schemaOf(PatientEnrolled.class);

  private final Caller caller;
  private final Commands commands;
  private final Patients patients;
  private final SubjectKeys keys;
  private final LogReader log;
  private final RecordedLooks looks;

  EnrolmentResource(
      Caller caller,
      Commands commands,
      Patients patients,
      SubjectKeys keys,
      LogReader log,
      RecordedLooks looks) {
    this.caller = caller;
    this.commands = commands;
    this.patients = patients;
    this.keys = keys;
    this.log = log;
    this.looks = looks;
  }

  /// @param account OpenID Connect `sub` of the patient's own account, if there is one
  record Enrol(
      @JsonProperty(required = true) PatientIdentifier identifier,
      @JsonProperty(required = true) String name,
      @Nullable String account) {
    @Override
    public String toString() {
      return "Enrol[…]";
    }
  }

  /// @param position of the enrolment in the log; null if the patient was enrolled before
  record EnrolledPatient(Pseudonym patient, @Nullable Long position) {}

  /// Whose record number it is, of a patient who was enrolled before, is a look at the record.
  @POST
  @RolesAllowed(Roles.CLINICIAN)
  public RestResponse<EnrolledPatient> enrol(@Nullable Enrol enrol) {
    if (enrol == null || enrol.identifier() == null || enrol.name() == null) {
      throw new Refusal(
          Category.INCORRECT, "enrolment-incomplete", "identifier and name are needed");
    }
    if (enrol.name().isBlank() || enrol.name().length() > TEXT_LENGTH_MAX) {
      throw new Refusal(Category.INCORRECT, "name-length", "a name has 1 to 200 characters");
    }
    var enrolled = patients.find(enrol.identifier());
    if (enrolled.isPresent()) {
      requireAccountOf(enrolled.get(), enrol);
      return enrolledBefore(enrolled.get());
    }
    return enrolNew(enrol);
  }

  /// A mistyped record number would open the record of another person.
  private void requireAccountOf(Pseudonym patient, Enrol enrol) {
    if (isLinked(enrol)
        && !patients
            .findByAccount(Objects.requireNonNull(enrol.account()))
            .equals(Optional.of(patient))) {
      throw new RefusedAtTheDoor(
          Category.CONFLICT,
          "account-differs",
          "who has this identifier was enrolled with another account, or without one; nothing was changed",
          patient);
    }
  }

  private static boolean isLinked(Enrol enrol) {
    return enrol.account() != null && !enrol.account().isBlank();
  }

  private RestResponse<EnrolledPatient> enrolledBefore(Pseudonym patient) {
    looks.record(patient, "enrolment");
    return RestResponse.ok(new EnrolledPatient(patient, null));
  }

  private RestResponse<EnrolledPatient> enrolNew(Enrol enrol) {
    var patient = Pseudonyms.random();
    var key = keys.create(patient);
    var event = Recording.newEventId();
    var identity =
        EventJson.write(
            Map.of(
                "system", enrol.identifier().system(),
                "value", enrol.identifier().value(),
                "name", enrol.name()));
    var index = keys.index(enrol.identifier());
    boolean linked = isLinked(enrol);
    var recorded =
        send(
            new EnrolPatient(
                index,
                linked
                    ? keys.accountIndex(Objects.requireNonNull(enrol.account()))
                    : "none-" + index,
                linked,
                patient,
                key.generation(),
                key.seal(event, SCHEMA, identity.getBytes(StandardCharsets.UTF_8)),
                caller.attribution()));
    if (!recorded) {
      // Somebody enrolled the same patient meanwhile.
      keys.destroy(patient);
      var before = patients.find(enrol.identifier()).orElseThrow();
      requireAccountOf(before, enrol);
      return enrolledBefore(before);
    }
    return RestResponse.status(
        RestResponse.Status.CREATED,
        new EnrolledPatient(patient, Awaiting.result(log.positionOf(event))));
  }

  private boolean send(EnrolPatient command) {
    try {
      return commands.send(command) != null;
    } catch (Refusal refusal) {
      if (refusal.category() == Category.CONFLICT) {
        keys.destroy(command.patient());
      }
      throw refusal;
    }
  }

  @GET
  @Path("/me")
  @RolesAllowed(Roles.PATIENT)
  public EnrolledPatient me() {
    return patients
        .findByAccount(caller.account())
        .map(patient -> new EnrolledPatient(patient, null))
        .orElseThrow(() ->
            new Refusal(
                Category.NOT_FOUND, "not-enrolled", "no patient is linked to your account"));
  }
}
