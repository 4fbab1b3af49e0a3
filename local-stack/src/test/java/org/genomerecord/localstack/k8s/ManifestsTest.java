package org.genomerecord.localstack.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class ManifestsTest {
  @Test
  void everyManifestIsSoundInEveryOverlay() {
    assertThat(Manifests.findings(Manifests.FOLDER)).isEmpty();
  }

  @Test
  void bothOverlaysHoldTheFourServices() {
    var rendered = Overlays.render(Manifests.FOLDER);

    assertThat(rendered.renderings())
        .extracting(Rendering::overlay)
        .containsExactly("local", "production");
    assertThat(rendered.renderings())
        .allSatisfy(rendering ->
            assertThat(rendering.workloads().map(Rendering::name))
                .containsExactlyInAnyOrder(
                    "Deployment/consent-service",
                    "Deployment/gateway",
                    "Deployment/ingestion-service",
                    "Deployment/interpretation-service"));
  }

  @Test
  void theTablesThatTheRulesReadAreThere() {
    assertThat(OperatorBrings.documentedIn(Manifests.FOLDER.resolve("README.md")).secretKeys())
        .hasSize(22)
        .contains("consent-database-login/password", "interpretation-client/secret")
        .contains("consent-service-tls/tls.key", "gateway-tls/ca.crt");
    var known = KnownEnvironment.documentedIn(Manifests.OPERATING);
    assertThat(known.of("gateway"))
        .extracting(KnownEnvironment.Variable::name)
        .contains("GENOME_INGESTION_URL", "QUARKUS_HTTP_PORT")
        .doesNotContain("KAFKA_BOOTSTRAP_SERVERS", "GENOME_KEY_FOLDER");
    assertThat(known.of("consent-service"))
        .extracting(KnownEnvironment.Variable::name)
        .contains("GENOME_KEY_FOLDER");
  }

  @Test
  void inProductionTheServicesSpeakTlsWithEachOther() {
    var production =
        Overlays.render(Manifests.FOLDER).renderings().stream()
            .filter(rendering -> rendering.overlay().equals("production"))
            .findFirst()
            .orElseThrow();

    assertThat(production.workloads().toList())
        .hasSize(4)
        .allSatisfy(workload -> {
          var environment = production.environment(Rendering.containers(workload).getFirst());
          assertThat(environment)
              .anyMatch(variable ->
                  variable.getName().equals("QUARKUS_PROFILE")
                      && variable.getValue().equals("prod,tls"));
          assertThat(environment)
              .filteredOn(variable -> variable.getName().matches("GENOME_[A-Z]+_URL"))
              .allMatch(variable -> variable.getValue().startsWith("https://"));
        });
  }

  @Test
  void theReadmeIsShortEnoughToBeRead() throws IOException {
    assertThat(Files.readAllLines(Manifests.FOLDER.resolve("README.md")))
        .hasSizeLessThanOrEqualTo(40);
  }
}
