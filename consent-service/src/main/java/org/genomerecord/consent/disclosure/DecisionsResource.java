package org.genomerecord.consent.disclosure;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.TenantIdentityProvider;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.genomerecord.consent.enrolment.Patients;
import org.genomerecord.consent.key.SubjectKeys;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.DisclosureEvent.DisclosurePermitted;
import org.genomerecord.record.event.DisclosureEvent.DisclosureRefused;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.permit.BulkDecisionRequest;
import org.genomerecord.record.permit.DecisionAnswer;
import org.genomerecord.record.permit.DecisionRequest;
import org.genomerecord.record.permit.DecisionsApi;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.seal.KeyInTransit.Recipient;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.jspecify.annotations.Nullable;

/// Decides for the suite's own services, and gives out the subject key with a permit.
@Path("/decisions")
@RunOnVirtualThread
@RolesAllowed(Roles.SERVICE)
public class DecisionsResource {
  private static final int RESOURCE_LENGTH_MAX = 128;

  private final Caller caller;
  private final SecurityIdentity identity;
  private final TenantIdentityProvider tokens;
  private final Decisions decisions;
  private final Patients patients;
  private final SubjectKeys keys;

  DecisionsResource(
      Caller caller,
      SecurityIdentity identity,
      TenantIdentityProvider tokens,
      Decisions decisions,
      Patients patients,
      SubjectKeys keys) {
    this.caller = caller;
    this.identity = identity;
    this.tokens = tokens;
    this.decisions = decisions;
    this.patients = patients;
    this.keys = keys;
  }

  /// The decision is durable before the answer leaves, and the key is unwrapped only after that.
  @POST
  public DecisionAnswer decide(
      @HeaderParam(DecisionsApi.KEY_SEALED_TO) @Nullable String sealTo, DecisionRequest request) {
    var recipient = recipient(sealTo);
    var question = question(request, asker(request.subjectToken()));
    return answer(keys, recipient, decisions.decide(List.of(question)).getFirst());
  }

  /// Each request is decided and recorded for itself; all of it is durable before the first key is
  /// unwrapped. What is wrong with one request is wrong with the call.
  @POST
  @Path("/bulk")
  public List<DecisionAnswer> decideAll(
      @HeaderParam(DecisionsApi.KEY_SEALED_TO) @Nullable String sealTo, BulkDecisionRequest bulk) {
    var recipient = recipient(sealTo);
    if (bulk.requests().isEmpty() || bulk.requests().size() > BulkDecisionRequest.REQUESTS_MAX) {
      throw new Refusal(Category.INCORRECT, "bulk-size", "one call asks for 1 to 100 decisions");
    }
    if (bulk.requests().stream().anyMatch(request -> request.subjectToken() != null)) {
      throw new Refusal(
          Category.INCORRECT, "subject-token", "one call is on behalf of one subject");
    }
    var asker = asker(bulk.subjectToken());
    var questions = bulk.requests().stream().map(request -> question(request, asker)).toList();
    return decisions.decide(questions).stream().map(one -> answer(keys, recipient, one)).toList();
  }

  private DecideDisclosure question(DecisionRequest request, Asker asker) {
    if (request.resource().length() > RESOURCE_LENGTH_MAX) {
      throw new Refusal(
          Category.INCORRECT, "resource-length", "a resource has at most 128 characters");
    }
    if (request.dataClasses().size() > DisclosureRequest.CODES_MAX) {
      throw new Refusal(
          Category.INCORRECT, "too-many-classes", "a request names at most 32 classes of data");
    }
    if (request.researchUse().size() > DisclosureRequest.CODES_MAX) {
      throw new Refusal(
          Category.INCORRECT, "research-use", "a use in research has at most 32 terms");
    }
    var attribution =
        new Attribution(
            asker.actor(),
            request.purposeOfUse(),
            Caller.now(),
            request.correlation(),
            request.causation(),
            Caller.traceParent());
    return new DecideDisclosure(
        patientOf(request),
        new DecisionId(UUID.randomUUID().toString()),
        new DisclosureRequest(
            asker,
            request.purposeOfUse(),
            request.researchUse(),
            request.action(),
            request.dataClasses(),
            request.resource(),
            caller.actor().id(),
            attribution.at()),
        attribution);
  }

  static DecisionAnswer answer(SubjectKeys keys, Recipient recipient, Decided decided) {
    return switch (decided.outcome()) {
      case DisclosureRefused refused ->
          new DecisionAnswer(
              refused.decision(),
              decided.position(),
              refused.reason(),
              refused.patient(),
              List.of(),
              List.of(),
              0,
              null,
              List.of());
      case DisclosurePermitted permitted -> {
        var released =
            keys.release(
                permitted.decision(), permitted.patient(), permitted.keyGeneration(), recipient);
        yield new DecisionAnswer(
            permitted.decision(),
            decided.position(),
            null,
            permitted.patient(),
            permitted.dataClasses(),
            permitted.obligations(),
            permitted.keyGeneration(),
            released.getLast(),
            released.subList(0, released.size() - 1));
      }
    };
  }

  /// Before anything is decided: a key that cannot be sealed does not travel.
  static Recipient recipient(@Nullable String sealTo) {
    try {
      return Recipient.parse(sealTo == null ? "" : sealTo);
    } catch (IllegalArgumentException _) {
      throw new Refusal(
          Category.INCORRECT,
          "key-sealed-to",
          "the request names no key that the answer could be sealed to");
    }
  }

  /// A service acts on its own behalf only: when its token is passed on, somebody else holds it,
  /// and the role counts for nothing.
  private static Actor actorOf(SecurityIdentity subject, boolean passedOn) {
    var actor = Caller.actorOf(subject);
    return passedOn && actor.role().equals(Roles.SERVICE)
        ? new Actor(actor.id(), Roles.NONE, actor.organisation())
        : actor;
  }

  /// Whom the service asks for: the verified subject of the token that it passes on, or itself.
  private Asker asker(@Nullable String subjectToken) {
    var subject = subject(subjectToken);
    return new Asker(
        actorOf(subject, subjectToken != null),
        Caller.careTeamsOf(subject),
        Caller.applicationOf(subject),
        keys.accountIndex(((JsonWebToken) subject.getPrincipal()).getSubject()));
  }

  private SecurityIdentity subject(@Nullable String subjectToken) {
    if (subjectToken == null) {
      return identity;
    }
    try {
      return tokens.authenticate(new AccessTokenCredential(subjectToken)).await().indefinitely();
    } catch (AuthenticationFailedException _) {
      throw new Refusal(
          Category.INCORRECT, "subject-token", "the subject's access token is not valid any more");
    }
  }

  private Pseudonym patientOf(DecisionRequest request) {
    if (request.identifier() != null) {
      return patients.find(request.identifier()).orElse(Replay.NOBODY);
    }
    try {
      return request.patient() == null ? Replay.NOBODY : new Pseudonym(request.patient());
    } catch (IllegalArgumentException _) {
      return Replay.NOBODY;
    }
  }
}
