package org.genomerecord.interpretation.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.genomerecord.interpretation.callset.SyntheticCallSet;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.VaultFile;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.seal.SubjectKey;
import org.genomerecord.record.seal.Vault;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.Commands;
import org.genomerecord.record.store.PostgresEventStorageEngine;
import org.genomerecord.record.store.TestLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On a real log and a real vault.
class ReadingUnderARenewedKeyIT {
  private static final Pseudonym PATIENT = new Pseudonym("PATIENT0000000000000000001");
  private static final SubjectKey FIRST = SubjectKey.generate(PATIENT, 1);
  private static final SubjectKey SECOND =
      SubjectKey.generate(PATIENT, 2).withEarlier(List.of(FIRST));
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Attribution SELF =
      new Attribution(
          new Actor("interpretation-service", "service", null), "TREAT", NOON, "r", null, null);

  @TempDir Path folder;
  private final TestLog log = TestLog.create();
  private final Commands commands =
      Commands.on(
          new PostgresEventStorageEngine(log.sequencer(), log.reader()),
          SettleInterpretationHandler::register);

  @AfterEach
  void close() {
    commands.close();
    log.close();
  }

  private CallSetInterpretation interpretation(Vault vault, VaultFile file) {
    return new CallSetInterpretation(
        _ -> permitJustBeforeTheFileIsSealedAnew(vault, file),
        vault,
        commands,
        () -> SyntheticCallSet.INTERPRETER,
        new SimpleMeterRegistry());
  }

  private static Decision permitJustBeforeTheFileIsSealedAnew(Vault vault, VaultFile file) {
    try {
      var key = vault.latest(file).generation() == 1 ? FIRST : SECOND;
      vault.reseal(SECOND, file);
      return new Decision.Permit(
          new DecisionId("decision-1"),
          1,
          PATIENT,
          List.of(DataClass.PHARMACOGENOMIC),
          List.of(),
          key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> recorded() {
    return log.events().stream().map(event -> event.envelope().type()).toList();
  }

  @Test
  void sealedAnewBetweenDecisionAndReadingACallSetIsReadTheNextTime() {
    var vault = new Vault(folder);
    var file = AcceptedCallSet.kept(vault, FIRST, "chr10\t94781859\t.\tG\tA\t.\tPASS\t.\tGT\t0/1");
    var accepted = AcceptedCallSet.of(PATIENT, FIRST, file);
    var interpretation = interpretation(vault, file);

    assertThatThrownBy(() -> interpretation.settle(accepted, List.of(), false, SELF))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.category()).isEqualTo(Category.UNAVAILABLE));
    assertThat(recorded()).isEmpty();

    interpretation.settle(accepted, List.of(), false, SELF);
    assertThat(recorded()).containsExactly("interpretation.InterpretationIssued");
  }
}
