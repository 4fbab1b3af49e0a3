package org.genomerecord.ingestion.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Gives webhooks the key that their secrets are derived from.
@ApplicationScoped
class WebhookBeans {

  @Produces
  @Singleton
  WebhookSecrets secrets(@ConfigProperty(name = "genome.webhook-key") Optional<String> key) {
    return new WebhookSecrets(key.orElse(""));
  }
}
