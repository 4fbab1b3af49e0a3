package org.genomerecord.ingestion.fingerprint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Gives fingerprints the key that they are made under.
@ApplicationScoped
class FingerprintBeans {

  @Produces
  @Singleton
  FingerprintKey key(@ConfigProperty(name = "genome.fingerprint-key") Optional<String> secret) {
    return new FingerprintKey(secret.orElse(""));
  }
}
