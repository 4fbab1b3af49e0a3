package org.genomerecord.consent.emergency;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.consent.audit.AuditLooks;
import org.genomerecord.consent.enrolment.Patients;
import org.genomerecord.consent.enrolment.UnknownPatient;
import org.genomerecord.consent.key.SubjectKeys;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.EmergencyAccessId;
import org.genomerecord.record.event.EmergencyEvent;
import org.genomerecord.record.event.EmergencyEvent.EmergencyAccessDeclared;
import org.genomerecord.record.event.EmergencyEvent.EmergencyAccessReviewed;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.permit.PatientIdentifier;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.sourcing.Recording;
import org.genomerecord.record.store.LogReader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Clinicians declare emergencies, officers review them.
@Path("/")
@RunOnVirtualThread
public class EmergenciesResource {
  private static final String EMERGENCY = "ETREAT";
  private static final int TEXT_LENGTH_MIN = 10;
  private static final int TEXT_LENGTH_MAX = 2000;
  private static final Duration LONGEST = Duration.ofHours(24);

  private final Caller caller;
  private final Commands commands;
  private final Patients patients;
  private final SubjectKeys keys;
  private final Emergencies emergencies;
  private final AuditLooks looks;
  private final LogReader log;
  private final Duration lasts;

  EmergenciesResource(
      Caller caller,
      Commands commands,
      Patients patients,
      SubjectKeys keys,
      Emergencies emergencies,
      AuditLooks looks,
      LogReader log,
      @ConfigProperty(name = "genome.emergency.lasts", defaultValue = "PT1H") Duration lasts) {
    if (!lasts.isPositive() || lasts.compareTo(LONGEST) > 0) {
      throw new IllegalStateException("genome.emergency.lasts is more than PT0S, at most PT24H");
    }
    this.caller = caller;
    this.commands = commands;
    this.patients = patients;
    this.keys = keys;
    this.emergencies = emergencies;
    this.looks = looks;
    this.log = log;
    this.lasts = lasts;
  }

  /// Names one patient, by pseudonym or by record number.
  record Declare(
      @Nullable Pseudonym patient,
      @Nullable PatientIdentifier identifier,
      EmergencyEvent.@Nullable Reason reason,
      @Nullable String statement) {
    @Override
    public String toString() {
      return "Declare[…]";
    }
  }

  /// @param until exclusive: until then this clinician's reads for `ETREAT` are permitted
  record Declared(EmergencyAccessId emergency, Pseudonym patient, Instant until, long position) {}

  record Review(EmergencyEvent.@Nullable Outcome outcome, @Nullable String finding) {
    @Override
    public String toString() {
      return "Review[…]";
    }
  }

  record Reviewed(long position) {}

  /// Opens one patient's record to the clinician who asks, for a short time, but for what the
  /// patient has locked against emergencies.
  @POST
  @Path("/emergency-accesses")
  @RolesAllowed(Roles.CLINICIAN)
  public RestResponse<Declared> declare(@Nullable Declare declare) {
    if (!EMERGENCY.equals(caller.purposeOfUse())) {
      throw new Refusal(
          Category.INCORRECT, "purpose", "an emergency is declared with Purpose-Of-Use: ETREAT");
    }
    if (declare == null
        || declare.reason() == null
        || (declare.patient() == null) == (declare.identifier() == null)) {
      throw new Refusal(
          Category.INCORRECT,
          "emergency-incomplete",
          "reason, statement and either patient or identifier are needed");
    }
    var statement = text(declare.statement(), "statement");
    var patient = patientOf(declare);
    var emergency = new EmergencyAccessId(UUID.randomUUID().toString());
    var attribution = caller.attribution();
    var event =
        Objects.requireNonNull(
            commands.send(
                new DeclareEmergency(
                    patient,
                    emergency,
                    declare.reason(),
                    lasts,
                    seal(patient, statement, EmergencyAccessDeclared.class),
                    attribution)));
    return RestResponse.status(
        RestResponse.Status.CREATED,
        new Declared(
            emergency,
            patient,
            attribution.at().plus(lasts),
            Awaiting.result(log.positionOf(event))));
  }

  private Pseudonym patientOf(Declare declare) {
    var patient =
        declare.identifier() == null
            ? declare.patient()
            : patients.find(declare.identifier()).orElse(null);
    if (patient == null || !keys.exist(patient)) {
      throw UnknownPatient.refusal(patient);
    }
    return patient;
  }

  private static String text(@Nullable String text, String field) {
    if (text == null
        || text.strip().length() < TEXT_LENGTH_MIN
        || text.length() > TEXT_LENGTH_MAX) {
      throw new Refusal(
          Category.INCORRECT, field + "-length", field + " says why, in 10 to 2000 characters");
    }
    return text.strip();
  }

  private Sealed seal(Pseudonym patient, String text, Class<? extends EmergencyEvent> event) {
    return keys.latest(patient)
        .seal(
            Recording.newEventId(),
            EventTypes.schemaOf(event),
            text.getBytes(StandardCharsets.UTF_8));
  }

  /// With the reason as it was written; looking is on record.
  @GET
  @Path("/audit/emergency-accesses/{emergency}")
  @RolesAllowed(Roles.COMPLIANCE_OFFICER)
  public Emergencies.Opened emergency(EmergencyAccessId emergency) {
    looks.record(known(emergency).patient(), "emergency-accesses");
    return emergencies.open(emergency).orElseThrow();
  }

  /// With the outcome `patient-erased` and no finding once the patient was erased.
  @POST
  @Path("/audit/emergency-accesses/{emergency}/review")
  @RolesAllowed(Roles.COMPLIANCE_OFFICER)
  public Reviewed review(EmergencyAccessId emergency, @Nullable Review review) {
    if (review == null || review.outcome() == null) {
      throw new Refusal(
          Category.INCORRECT, "review-incomplete", "a review has an outcome and a finding");
    }
    var patient = known(emergency).patient();
    var event =
        Objects.requireNonNull(
            commands.send(
                new ReviewEmergency(
                    emergency, review.outcome(), finding(review, patient), caller.attribution())));
    return new Reviewed(Awaiting.result(log.positionOf(event)));
  }

  /// Null about an erased patient: what was written is gone, and nothing can be sealed.
  private @Nullable Sealed finding(Review review, Pseudonym patient) {
    boolean erased = review.outcome() == EmergencyEvent.Outcome.PATIENT_ERASED;
    if (erased && review.finding() != null) {
      throw new Refusal(
          Category.INCORRECT, "finding", "about an erased patient nothing is written: no finding");
    }
    var text = erased ? null : text(review.finding(), "finding");
    if (erased == keys.exist(patient)) {
      throw new Refusal(
          Category.CONFLICT,
          erased ? "patient-not-erased" : "patient-erased",
          erased
              ? "the patient is not erased: review what was declared"
              : "the patient was erased: close the review with the outcome patient-erased");
    }
    return text == null ? null : seal(patient, text, EmergencyAccessReviewed.class);
  }

  private EmergencyAccessDeclared known(EmergencyAccessId emergency) {
    return switch (emergencies.find(emergency)) {
      case EmergencyAccess.Undeclared() ->
          throw new Refusal(
              Category.NOT_FOUND, "emergency-unknown", "no such emergency was declared");
      case EmergencyAccess.Declared(var declared) -> declared;
      case EmergencyAccess.Reviewed(var declared, _) -> declared;
    };
  }
}
