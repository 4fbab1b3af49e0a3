package org.genomerecord.interpretation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.interpretation.drug.DrugAnswers;
import org.genomerecord.interpretation.interpret.Interpreter;
import org.genomerecord.interpretation.issuance.SettleInterpretationHandler;
import org.genomerecord.interpretation.knowledge.KnowledgeRelease;
import org.genomerecord.record.seal.Vault;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.store.PostgresEventStorageEngine;

/// Wires the commands, the vault and the knowledge of interpretation-service.
@ApplicationScoped
class InterpretationBeans {

  @Produces
  @Singleton
  Commands commands(PostgresEventStorageEngine engine) {
    return Commands.on(engine, SettleInterpretationHandler::register);
  }

  void close(@Disposes Commands commands) {
    commands.close();
  }

  @Produces
  @Singleton
  Vault vault(@ConfigProperty(name = "genome.vault-folder") String folder) {
    return new Vault(Path.of(folder));
  }

  @Produces
  @Singleton
  Interpreter interpreter() {
    return new Interpreter(KnowledgeRelease.builtIn());
  }

  @Produces
  @Singleton
  DrugAnswers drugAnswers(Interpreter interpreter) {
    return new DrugAnswers(interpreter.knowledge());
  }
}
