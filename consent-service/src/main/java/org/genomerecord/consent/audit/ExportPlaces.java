package org.genomerecord.consent.audit;

import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// How many exports may run at a time: each keeps a connection and a processor busy.
@Singleton
class ExportPlaces {
  private final Semaphore semaphore;

  ExportPlaces(
      @ConfigProperty(name = "genome.audit.exports-max", defaultValue = "2") int exportsMax) {
    this.semaphore = new Semaphore(exportsMax);
  }

  Semaphore semaphore() {
    return semaphore;
  }
}
