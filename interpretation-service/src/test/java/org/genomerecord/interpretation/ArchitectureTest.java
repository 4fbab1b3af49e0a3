package org.genomerecord.interpretation;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.genomerecord.record.architecture.ArchitectureRules;

@AnalyzeClasses(
    packages = "org.genomerecord.interpretation",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String INTERPRETATION = "org.genomerecord.interpretation";

  @ArchTest
  static final ArchRule fromCallsToAReportEverythingIsPure =
      ArchitectureRules.purePackages(
          INTERPRETATION + ".callset",
          INTERPRETATION + ".diplotype",
          INTERPRETATION + ".drug",
          INTERPRETATION + ".guidance",
          INTERPRETATION + ".importing",
          INTERPRETATION + ".interpret",
          INTERPRETATION + ".knowledge",
          INTERPRETATION + ".outside",
          INTERPRETATION + ".page",
          INTERPRETATION + ".panel",
          INTERPRETATION + ".report",
          INTERPRETATION + ".variant");

  @ArchTest
  static final ArchRule statesAndCommandsArePure =
      ArchitectureRules.pureValues(INTERPRETATION + ".issuance");

  @ArchTest
  static final ArchRule axonStaysInHandlersAndBeans =
      ArchitectureRules.axonOnlyIn(INTERPRETATION, List.of(), List.of("Handler", "Beans"));

  @ArchTest
  static final ArchRule itSeesNoOtherService = ArchitectureRules.seesNoOtherService(INTERPRETATION);

  @ArchTest static final ArchRule packagesHaveNoCycles = ArchitectureRules.noCycles(INTERPRETATION);
}
