package org.genomerecord.record.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

@AnalyzeClasses(
    packages = "org.genomerecord.record",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String RECORD = "org.genomerecord.record";

  @ArchTest
  static final ArchRule theLanguageKnowsNoFramework =
      ArchitectureRules.publishedLanguage(RECORD + ".event");

  @ArchTest
  static final ArchRule axonStaysInSourcingAndStore =
      ArchitectureRules.axonOnlyIn(
          RECORD,
          List.of(RECORD + ".sourcing", RECORD + ".store"),
          // Name an event as Axon does.
          List.of("AccessRefusals", "LedgerReads"));

  @ArchTest
  static final ArchRule languageAndRefusalsArePure =
      ArchitectureRules.purePackages(RECORD + ".event", RECORD + ".refusal");

  @ArchTest
  static final ArchRule valuesArePure =
      ArchitectureRules.pureValues(RECORD + ".sourcing", RECORD + ".permit");

  @ArchTest static final ArchRule itSeesNoService = ArchitectureRules.seesNoOtherService(RECORD);

  @ArchTest static final ArchRule packagesHaveNoCycles = ArchitectureRules.noCycles(RECORD);
}
