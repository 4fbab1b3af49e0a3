package org.genomerecord.ledger.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Instant;
import org.genomerecord.ledger.witness.WitnessServer;
import org.junit.jupiter.api.Test;

class LedgerArchitectureTest {
  private static final String ROOT = "org.genomerecord.ledger";
  private static final String PROGRAM = ROOT + ".audit";
  private static final JavaClasses LEDGER =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  private static boolean holds(ArchRule rule, JavaClasses classes) {
    return !rule.evaluate(classes).hasViolation();
  }

  @Test
  void itNeedsTheJdkAlone() {
    LedgerRules.jdkOnly(ROOT, PROGRAM).check(LEDGER);

    var withAssertJ = new ClassFileImporter().importClasses(LedgerArchitectureTest.class);
    assertThat(holds(LedgerRules.jdkOnly(ROOT, PROGRAM), withAssertJ)).isFalse();
    assertThat(holds(LedgerRules.jdkOnly(ROOT, "nothing"), LEDGER)).isFalse();
  }

  @Test
  void whatVerifiesDoesNotNeedTheAuditorsProgram() {
    LedgerRules.independentOf(
            PROGRAM,
            ROOT + ".text",
            ROOT + ".envelope",
            ROOT + ".tree",
            ROOT + ".tile",
            ROOT + ".note",
            ROOT + ".checkpoint",
            ROOT + ".proof",
            ROOT + ".witness")
        .check(LEDGER);

    assertThat(holds(LedgerRules.independentOf(PROGRAM, ROOT + ".tampering"), LEDGER)).isFalse();
  }

  @Test
  void verificationIsPure() {
    LedgerRules.pure(
            ROOT + ".text",
            ROOT + ".envelope",
            ROOT + ".tree",
            ROOT + ".checkpoint",
            ROOT + ".proof")
        .check(LEDGER);

    assertThat(holds(LedgerRules.pure(ROOT + ".witness"), LEDGER)).isFalse();
    var asking = new ClassFileImporter().importClasses(AsksTheClock.class);
    assertThat(holds(LedgerRules.pure(ROOT + ".architecture"), asking)).isFalse();
    assertThat(LEDGER.contain(WitnessServer.class)).isTrue();
  }

  @Test
  void packagesHaveNoCycles() {
    SlicesRuleDefinition.slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(LEDGER);
  }

  private static final class AsksTheClock {
    @SuppressWarnings("unused")
    static Instant time() {
      return Instant.now();
    }
  }
}
