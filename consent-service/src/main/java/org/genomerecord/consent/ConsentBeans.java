package org.genomerecord.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.genomerecord.consent.audit.QueryAuditTrailHandler;
import org.genomerecord.consent.emergency.EmergencyHandler;
import org.genomerecord.consent.enrolment.EnrolPatientHandler;
import org.genomerecord.consent.enrolment.RepresentationHandler;
import org.genomerecord.consent.erasure.ErasureHandler;
import org.genomerecord.consent.provision.ConsentHandler;
import org.genomerecord.consent.renewal.RenewalHandler;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.store.PostgresEventStorageEngine;

/// Wires the commands of consent-service.
@ApplicationScoped
class ConsentBeans {

  @Produces
  @Singleton
  Commands commands(PostgresEventStorageEngine engine) {
    return Commands.on(
        engine,
        axon ->
            QueryAuditTrailHandler.register(
                EmergencyHandler.register(
                    RenewalHandler.register(
                        ErasureHandler.register(
                            ConsentHandler.register(
                                RepresentationHandler.register(
                                    EnrolPatientHandler.register(axon))))))));
  }

  void close(@Disposes Commands commands) {
    commands.close();
  }
}
