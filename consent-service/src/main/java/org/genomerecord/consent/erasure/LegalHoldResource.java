package org.genomerecord.consent.erasure;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.genomerecord.consent.enrolment.RecordedLooks;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.LegalHoldId;
import org.genomerecord.record.event.Pseudonym;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/// Compliance officers forbid the erasure of a patient, and end that.
@Path("/patients/{patient}/legal-holds")
@RunOnVirtualThread
@RolesAllowed(Roles.COMPLIANCE_OFFICER)
public class LegalHoldResource {
  private final Caller caller;
  private final Erasures erasures;
  private final RecordedLooks looks;

  LegalHoldResource(Caller caller, Erasures erasures, RecordedLooks looks) {
    this.caller = caller;
    this.erasures = erasures;
    this.looks = looks;
  }

  record Placed(LegalHoldId hold) {}

  /// @param reference of the case, if there is one
  record Hold(LegalHoldId hold, String reason, @Nullable String reference, Instant placedAt) {}

  @POST
  @ResponseStatus(201)
  public Placed place(Pseudonym patient, @Nullable Grounds grounds) {
    var checked = Grounds.checked(grounds, Grounds.OF_HOLD);
    var hold = new LegalHoldId(UUID.randomUUID().toString());
    erasures.send(new PlaceLegalHold(patient, hold, checked, caller.attribution()));
    return new Placed(hold);
  }

  /// The holds in force, oldest first.
  @GET
  public List<Hold> list(Pseudonym patient) {
    looks.record(patient, "legal-holds");
    return erasures.of(patient) instanceof PatientErasure.Kept kept
        ? kept.holds().values().stream()
            .map(placed ->
                new Hold(placed.hold(), placed.reason(), placed.reference(), placed.placedAt()))
            .sorted(Comparator.comparing(Hold::placedAt))
            .toList()
        : List.of();
  }

  @POST
  @Path("/{hold}/lift")
  public void lift(Pseudonym patient, LegalHoldId hold, @Nullable Grounds grounds) {
    var checked = Grounds.checked(grounds, Grounds.OF_LIFTING);
    erasures.send(new LiftLegalHold(patient, hold, checked, caller.attribution()));
  }
}
