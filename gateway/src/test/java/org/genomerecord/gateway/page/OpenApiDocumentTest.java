package org.genomerecord.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.genomerecord.gateway.route.Route;
import org.genomerecord.gateway.route.RouteTable;
import org.junit.jupiter.api.Test;

class OpenApiDocumentTest {
  private static final Set<String> ROLES =
      Set.of("lab", "clinician", "counsellor", "patient", "compliance-officer", "operator");

  private final SwaggerParseResult parsed = parse();

  @Test
  void itIsAValidOpenApi31Document() {
    assertThat(parsed.getMessages()).isEmpty();
    assertThat(parsed.getOpenAPI().getOpenapi()).isEqualTo("3.1.0");
  }

  @Test
  void itDescribesExactlyTheRoutesThatAreReachable() {
    assertThat(operations().keySet())
        .containsExactlyInAnyOrderElementsOf(
            RouteTable.ROUTES.stream().map(OpenApiDocumentTest::name).toList());
  }

  @Test
  void operationIdsAreUnique() {
    assertThat(operations().values())
        .extracting(Operation::getOperationId)
        .doesNotHaveDuplicates()
        .doesNotContainNull();
  }

  @Test
  void everyOperationSaysWhoMayCallIt() {
    for (Route route : RouteTable.ROUTES) {
      Operation operation = Objects.requireNonNull(operations().get(name(route)), name(route));
      List<SecurityRequirement> security = operation.getSecurity();
      assertThat(operation.getDescription()).as(name(route)).startsWith("For ").doesNotContain("$");
      if (route.door() == Route.Door.OPEN) {
        assertThat(security).as(name(route)).isEmpty();
        continue;
      }
      assertThat(security)
          .as(name(route))
          .isNotEmpty()
          .allSatisfy(
              requirement -> assertThat(requirement.get("bearer")).isNotEmpty().isSubsetOf(ROLES));
    }
  }

  @Test
  void everyOperationSaysHowItRefuses() {
    operations()
        .forEach((name, operation) -> {
          Map<String, ApiResponse> refusals =
              operation.getResponses().entrySet().stream()
                  .filter(response -> response.getKey().startsWith("4"))
                  .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
          assertThat(refusals).as(name).isNotEmpty();
          String form =
              name.contains(" /fhir/") ? "application/fhir+json" : "application/problem+json";
          refusals.forEach((status, refusal) ->
              assertThat(refusal.getContent()).as(name + " " + status).containsOnlyKeys(form));
        });
  }

  @Test
  void everyProtectedOperationOutsideFhirKnows401And403() {
    for (Route route : RouteTable.ROUTES) {
      if (route.door() == Route.Door.TOKEN && !route.template().text().startsWith("/fhir/")) {
        assertThat(Objects.requireNonNull(operations().get(name(route))).getResponses())
            .as(name(route))
            .containsKeys("401", "403", "default");
      }
    }
  }

  /// As consent-service takes it.
  @Test
  void aReviewHasAFindingUnlessThePatientWasErased() {
    var review =
        Objects.requireNonNull(
            operations().get("POST /audit/emergency-accesses/{emergency}/review"));
    var body = Objects.requireNonNull(review.getRequestBody().getContent().get("application/json"));
    List<?> alternatives = body.getSchema().getOneOf();

    assertThat(alternatives).hasSize(2);
    var reviewed = (Schema<?>) alternatives.getFirst();
    Schema<?> notOfAnErased = ((Schema<?>) alternatives.getLast()).getNot();
    assertThat(reviewed.getRequired()).containsExactly("finding");
    assertThat(notOfAnErased.getRequired()).containsExactly("finding");
  }

  private Map<String, Operation> operations() {
    OpenAPI document = parsed.getOpenAPI();
    Map<String, Operation> operations = new TreeMap<>();
    document
        .getPaths()
        .forEach((path, item) ->
            item.readOperationsMap()
                .forEach((method, operation) -> operations.put(method + " " + path, operation)));
    return operations;
  }

  private static String name(Route route) {
    return route.method().name() + " " + route.template().text();
  }

  private static SwaggerParseResult parse() {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    options.setResolveFully(true);
    try (InputStream in =
        Objects.requireNonNull(OpenApiDocumentTest.class.getResourceAsStream("/openapi.yaml"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new OpenAPIV3Parser().readContents(text, null, options);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
