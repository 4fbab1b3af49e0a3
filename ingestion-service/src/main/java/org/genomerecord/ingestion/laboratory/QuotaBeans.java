package org.genomerecord.ingestion.laboratory;

import io.github.bucket4j.TimeMeter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Gives quotas the clock of the machine.
@ApplicationScoped
class QuotaBeans {

  @Produces
  @Singleton
  Quotas quotas() {
    return new Quotas(TimeMeter.SYSTEM_MILLISECONDS);
  }
}
