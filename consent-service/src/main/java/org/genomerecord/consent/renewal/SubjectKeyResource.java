package org.genomerecord.consent.renewal;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.regex.Pattern;
import org.genomerecord.consent.enrolment.RecordedLooks;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Compliance officers renew a patient's subject key, and see which generation is in use.
@Path("/patients/{patient}/subject-key")
@RunOnVirtualThread
@RolesAllowed(Roles.COMPLIANCE_OFFICER)
public class SubjectKeyResource {
  private static final Pattern GENERATION = Pattern.compile("[1-9][0-9]{0,3}");

  private final Caller caller;
  private final Renewals renewals;
  private final RecordedLooks looks;

  SubjectKeyResource(Caller caller, Renewals renewals, RecordedLooks looks) {
    this.caller = caller;
    this.renewals = renewals;
    this.looks = looks;
  }

  /// @param keyGeneration in use for whatever is sealed now
  record InUse(int keyGeneration) {}

  @GET
  public InUse read(Pseudonym patient) {
    looks.record(patient, "subject-key");
    var generations = renewals.of(patient);
    generations.requireKey();
    return new InUse(generations.latest());
  }

  /// Files are sealed anew in the background; how far that is stands in the audit trail.
  ///
  /// @param keyGeneration that is to be renewed, so that a request that is sent again renews
  ///   nothing more; null: the one in use
  @POST
  @ResponseStatus(201)
  public InUse renew(Pseudonym patient, @RestQuery @Nullable String keyGeneration) {
    return new InUse(renewals.renew(patient, generation(keyGeneration), caller.attribution()));
  }

  static @Nullable Integer generation(@Nullable String text) {
    if (text == null) {
      return null;
    }
    if (!GENERATION.matcher(text).matches()) {
      throw new Refusal(
          Category.INCORRECT, "key-generation", "keyGeneration is a number of at most four digits");
    }
    return Integer.valueOf(text);
  }
}
