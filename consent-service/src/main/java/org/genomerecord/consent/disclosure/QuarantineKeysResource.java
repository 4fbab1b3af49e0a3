package org.genomerecord.consent.disclosure;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.TenantIdentityProvider;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.genomerecord.consent.disclosure.RecordedDecisions.RecordedDecision;
import org.genomerecord.consent.enrolment.Patients;
import org.genomerecord.consent.key.SubjectKeys;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.DisclosureEvent.DisclosurePermitted;
import org.genomerecord.record.event.QuarantineKeyEvent.QuarantineKeyDestroyed;
import org.genomerecord.record.event.QuarantineKeyEvent.QuarantineKeyMade;
import org.genomerecord.record.event.QuarantineKeyEvent.QuarantineKeyReleased;
import org.genomerecord.record.permit.DecisionsApi;
import org.genomerecord.record.permit.QuarantineNames;
import org.genomerecord.record.permit.QuarantineRelease;
import org.genomerecord.record.permit.QuarantineReleaseAnswer;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.store.Append;
import org.genomerecord.record.store.AppendSequencer;
import org.jspecify.annotations.Nullable;

/// Keeps the keys of quarantined files, for the service that was refused.
@Path("/quarantine-keys/{decision}")
@RunOnVirtualThread
@RolesAllowed(Roles.SERVICE)
public class QuarantineKeysResource {
  private final Caller caller;
  private final TenantIdentityProvider tokens;
  private final RecordedDecisions recorded;
  private final Decisions decisions;
  private final Patients patients;
  private final SubjectKeys keys;
  private final AppendSequencer sequencer;

  QuarantineKeysResource(
      Caller caller,
      TenantIdentityProvider tokens,
      RecordedDecisions recorded,
      Decisions decisions,
      Patients patients,
      SubjectKeys keys,
      AppendSequencer sequencer) {
    this.caller = caller;
    this.tokens = tokens;
    this.recorded = recorded;
    this.decisions = decisions;
    this.patients = patients;
    this.keys = keys;
    this.sequencer = sequencer;
  }

  /// Makes the key of a refusal to collect that says that nothing is there: no such patient, or no
  /// consent. Of what a patient denied or withdrew there is none. It is on record before it leaves.
  @POST
  @Produces(MediaType.TEXT_PLAIN)
  public String make(
      DecisionId decision,
      @HeaderParam(DecisionsApi.KEY_SEALED_TO) @Nullable String sealTo,
      @Nullable QuarantineNames names) {
    if (names == null) {
      throw new Refusal(
          Category.INCORRECT, "quarantine-names", "whom the laboratory named is needed");
    }
    var recipient = DecisionsResource.recipient(sealTo);
    var refusal = own(decision);
    var now = Caller.now();
    Quarantining.requireAbsence(refusal.event(), now);
    if (!keys.createForQuarantine(decision, refusal.patient(), names)) {
      throw new Refusal(
          Category.CONFLICT,
          "quarantine-key",
          "this refusal has a key already, or its patient is erased");
    }
    record(new QuarantineKeyMade(decision, now), decision, caller.attribution());
    return keys.releaseForQuarantine(decision, recipient);
  }

  /// Decides for the laboratory as if it asked again now, of the patient who is named. Only a
  /// permit opens the file. Of whom the laboratory did not name nothing is decided: a permit would
  /// stand on record of somebody whom the file has nothing to do with.
  @POST
  @Path("/release")
  public QuarantineReleaseAnswer release(
      DecisionId decision,
      @HeaderParam(DecisionsApi.KEY_SEALED_TO) @Nullable String sealTo,
      QuarantineRelease release) {
    var recipient = DecisionsResource.recipient(sealTo);
    var refusal = own(decision);
    var releasing = releasing(release.subjectToken());
    if (!keys.existsForQuarantine(decision)) {
      throw new Refusal(
          Category.CONFLICT,
          "quarantine-key-destroyed",
          "the key of the file is destroyed, as its time is over or its patient is erased: it does"
              + " not open any more, and can only be discarded");
    }
    keys.namedForQuarantine(decision)
        .ifPresent(named ->
            Quarantining.requireNamed(
                named.indexes().contains(keys.index(release.identifier())),
                named.inFile(),
                release.corrected()));
    var asked =
        Quarantining.askedAgain(
            refusal,
            patients.find(release.identifier()).orElse(Replay.NOBODY),
            new DecisionId(UUID.randomUUID().toString()),
            caller.actor().id(),
            release.correlation(),
            Caller.now());
    var decided = decisions.decide(List.of(asked)).getFirst();
    if (decided.outcome() instanceof DisclosurePermitted permitted) {
      var by =
          new Attribution(
              Caller.actorOf(releasing),
              asked.request().purposeOfUse(),
              Caller.now(),
              release.correlation(),
              null,
              Caller.traceParent());
      record(new QuarantineKeyReleased(decision, permitted.decision(), by.at()), decision, by);
      // The one of the file first: it may be gone with the patient who is being erased.
      var keyset = keys.sealedForQuarantine(decision, permitted.decision(), recipient);
      return new QuarantineReleaseAnswer(
          DecisionsResource.answer(keys, recipient, decided), keyset);
    }
    return new QuarantineReleaseAnswer(DecisionsResource.answer(keys, recipient, decided), null);
  }

  /// Deletes the key. May be asked again: the event is recorded once.
  @DELETE
  public void destroy(DecisionId decision) {
    own(decision);
    keys.destroyForQuarantine(decision);
    if (!recorded.hasEvent(decision, QuarantineKeyDestroyed.class)
        && recorded.hasEvent(decision, QuarantineKeyMade.class)) {
      record(new QuarantineKeyDestroyed(decision, Caller.now()), decision, caller.attribution());
    }
  }

  /// The refusal of the service that asks. Another's and one that is not there look the same.
  private RecordedDecision own(DecisionId decision) {
    return recorded
        .find(decision)
        .filter(one -> Quarantining.isRefusalTo(caller.actor().id(), one.event()))
        .orElseThrow(
            () -> new Refusal(Category.NOT_FOUND, "decision-unknown", "there is no such refusal"));
  }

  private SecurityIdentity releasing(String token) {
    try {
      var identity = tokens.authenticate(new AccessTokenCredential(token)).await().indefinitely();
      if (!Caller.actorOf(identity).role().equals(Roles.COUNSELLOR)) {
        throw new Refusal(
            Category.FORBIDDEN,
            "not-a-counsellor",
            "a genetic counsellor releases from quarantine");
      }
      return identity;
    } catch (AuthenticationFailedException _) {
      throw new Refusal(
          Category.INCORRECT, "subject-token", "the subject's access token is not valid any more");
    }
  }

  private void record(Object event, DecisionId decision, Attribution by) {
    sequencer.append(Append.fact(event, by, List.of("decision:" + decision))).join();
  }
}
