package org.genomerecord.ingestion;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.ingestion.accession.AccessionHandler;
import org.genomerecord.ingestion.family.FamilyStudyHandler;
import org.genomerecord.ingestion.laboratory.LaboratoryHandler;
import org.genomerecord.ingestion.quarantine.QuarantineHandler;
import org.genomerecord.record.seal.Vault;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.store.PostgresEventStorageEngine;

/// Wires the commands and the vault of ingestion-service.
@ApplicationScoped
class IngestionBeans {

  @Produces
  @Singleton
  Commands commands(PostgresEventStorageEngine engine) {
    return Commands.on(
        engine,
        axon ->
            QuarantineHandler.register(
                LaboratoryHandler.register(
                    FamilyStudyHandler.register(AccessionHandler.register(axon)))));
  }

  void close(@Disposes Commands commands) {
    commands.close();
  }

  @Produces
  @Singleton
  Vault vault(@ConfigProperty(name = "genome.vault-folder") String folder) {
    return new Vault(Path.of(folder));
  }
}
