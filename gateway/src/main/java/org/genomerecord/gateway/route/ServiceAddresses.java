package org.genomerecord.gateway.route;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.net.URI;

/// Where the services are: `GENOME_CONSENT_URL`, `GENOME_INGESTION_URL`,
/// `GENOME_INTERPRETATION_URL`. Scheme, host and port; a path is not used.
@ConfigMapping(prefix = "genome")
public interface ServiceAddresses {
  /// Of consent-service.
  @WithName("consent.url")
  URI consent();

  /// Of ingestion-service.
  @WithName("ingestion.url")
  URI ingestion();

  /// Of interpretation-service.
  @WithName("interpretation.url")
  URI interpretation();

  /// Of any of them.
  default URI of(Destination.Service service) {
    return switch (service) {
      case CONSENT -> consent();
      case INGESTION -> ingestion();
      case INTERPRETATION -> interpretation();
    };
  }
}
