package org.genomerecord.consent.fhir;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.genomerecord.consent.provision.OwnOrProxy;
import org.genomerecord.consent.provision.ProxyView;
import org.genomerecord.record.edge.Caller;
import org.genomerecord.record.edge.Problem;
import org.genomerecord.record.edge.RefusedAtTheDoor;
import org.genomerecord.record.edge.Roles;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/// Consents as FHIR R4 `Consent`, for patients and who acts for them.
@Path("/fhir/Consent")
@RunOnVirtualThread
@RolesAllowed(Roles.PATIENT)
@Produces({FhirJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class ConsentResource {
  private final Caller caller;
  private final OwnOrProxy ownOrProxy;
  private final ConsentVersions consents;

  ConsentResource(Caller caller, OwnOrProxy ownOrProxy, ConsentVersions consents) {
    this.caller = caller;
    this.ownOrProxy = ownOrProxy;
    this.consents = consents;
  }

  /// Whose consent is asked for.
  ///
  /// @param proxy who asks for the patient; null: the patient does
  private record Asked(Pseudonym patient, @Nullable ProxyView proxy) {}

  @POST
  @Consumes({FhirJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  public RestResponse<String> create(@Nullable String body) {
    var consent = FhirJson.consent(body);
    var patient = AskedConsent.patient(consent);
    var attribution = caller.attribution();
    var proxy = ownOrProxy.require(patient, attribution.at());
    var created = consents.create(patient, consent, proxy.orElse(null), attribution);
    return answer(RestResponse.StatusCode.CREATED, patient, created);
  }

  @PUT
  @Path("/{id}")
  @Consumes({FhirJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  public RestResponse<String> update(
      ConsentId id, @HeaderParam("If-Match") @Nullable String ifMatch, @Nullable String body) {
    var asked = asked(id);
    var consent = FhirJson.consent(body);
    if (!id.value().equals(consent.getIdElement().getIdPart())) {
      throw new Refusal(Category.INCORRECT, "consent-id", "the body has the id of the address");
    }
    if (!AskedConsent.patient(consent).equals(asked.patient())) {
      throw new NotHonoured("Consent.patient", "a consent stays with its patient");
    }
    var updated =
        consents.update(asked.patient(), id, ifMatch, consent, asked.proxy(), caller.attribution());
    return answer(RestResponse.StatusCode.OK, asked.patient(), updated);
  }

  @GET
  @Path("/{id}")
  public RestResponse<String> read(ConsentId id) {
    var asked = asked(id);
    var history = consents.history(asked.patient(), id, asked.proxy());
    return answer(RestResponse.StatusCode.OK, asked.patient(), history.current());
  }

  @GET
  @Path("/{id}/_history")
  public RestResponse<String> history(ConsentId id) {
    var asked = asked(id);
    var history = consents.history(asked.patient(), id, asked.proxy());
    return answer(FhirJson.write(Bundles.history(asked.patient(), history)));
  }

  @GET
  @Path("/{id}/_history/{version}")
  public RestResponse<String> version(ConsentId id, String version) {
    var asked = asked(id);
    var history = consents.history(asked.patient(), id, asked.proxy());
    return answer(
        RestResponse.StatusCode.OK,
        asked.patient(),
        history.version(version).orElseThrow(ConsentVersions::unknown));
  }

  @GET
  public RestResponse<String> search(@Context UriInfo uri) {
    return search(uri.getQueryParameters());
  }

  @POST
  @Path("/_search")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public RestResponse<String> searchByForm(@Context UriInfo uri, @Nullable String form) {
    var parameters = new TreeMap<String, List<String>>(ConsentSearch.form(form));
    uri.getQueryParameters()
        .forEach((name, values) ->
            parameters.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(values));
    return search(parameters);
  }

  private RestResponse<String> search(Map<String, List<String>> parameters) {
    var search = ConsentSearch.of(parameters);
    var patient = search.patient();
    var proxy = ownOrProxy.require(patient, Caller.now()).orElse(null);
    var found = search.in(consents.histories(patient, proxy));
    return answer(FhirJson.write(Bundles.found(search, found)));
  }

  /// That there is such a consent, of another patient or one that keeps out who acts for the
  /// patient, is not for everybody to learn.
  private Asked asked(ConsentId id) {
    var patient = consents.patientOf(id);
    try {
      var proxy = ownOrProxy.require(patient, Caller.now()).orElse(null);
      if (consents.isSeen(patient, id, proxy)) {
        return new Asked(patient, proxy);
      }
    } catch (RefusedAtTheDoor _) {
      // Answered as what is not seen.
    }
    var unknown = ConsentVersions.unknown();
    throw new RefusedAtTheDoor(unknown.category(), unknown.code(), unknown.detail(), patient);
  }

  @ServerExceptionMapper
  public RestResponse<String> notHonoured(NotHonoured refusal) {
    return RestResponse.ResponseBuilder.<String>create(refusal.category().status())
        .entity(Outcomes.json(Problem.of(refusal), refusal.expression()))
        .type(FhirJson.MEDIA_TYPE)
        .build();
  }

  /// FHIR R4, 3.1.0.5: 412 where the version is not the one that was read.
  @ServerExceptionMapper
  public RestResponse<String> changedMeanwhile(ChangedMeanwhile refusal) {
    int status = RestResponse.StatusCode.PRECONDITION_FAILED;
    var problem = Problem.of(refusal);
    return RestResponse.ResponseBuilder.<String>create(status)
        .entity(
            Outcomes.json(
                new Problem(
                    problem.type(),
                    problem.title(),
                    status,
                    problem.detail(),
                    problem.code(),
                    null,
                    null),
                null))
        .type(FhirJson.MEDIA_TYPE)
        .build();
  }

  private static RestResponse<String> answer(
      int status, Pseudonym patient, ConsentHistory.Version version) {
    return RestResponse.ResponseBuilder.<String>create(status)
        .entity(FhirJson.write(FhirConsents.of(patient, version)))
        .type(FhirJson.MEDIA_TYPE)
        .header("ETag", version.etag())
        .header("Location", "/fhir/Consent/" + version.id() + "/_history/" + version.number())
        .header("Cache-Control", "no-store")
        .build();
  }

  private static RestResponse<String> answer(String bundle) {
    return RestResponse.ResponseBuilder.ok(bundle)
        .type(FhirJson.MEDIA_TYPE)
        .header("Cache-Control", "no-store")
        .build();
  }
}
