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

  /// Besides handlers and beans, those that name an event as Axon does, to bind sealed fields to
  /// it.
  private static final List<String> NAMED_AT_THE_EDGE =
      List.of("Handler", "Beans", "CallSetInterpretation", "SealedFindings");

  @ArchTest
  static final ArchRule fromCallsToAReportEverythingIsPure =
      ArchitectureRules.purePackages(
          INTERPRETATION + ".callset",
          INTERPRETATION + ".diplotype",
          INTERPRETATION + ".interpret",
          INTERPRETATION + ".panel",
          INTERPRETATION + ".report");

  @ArchTest
  static final ArchRule statesAndCommandsArePure =
      ArchitectureRules.pureValues(INTERPRETATION + ".issuance");

  @ArchTest
  static final ArchRule axonStaysInHandlersAndBeans =
      ArchitectureRules.axonOnlyIn(INTERPRETATION, List.of(), NAMED_AT_THE_EDGE);

  @ArchTest
  static final ArchRule itSeesNoOtherService = ArchitectureRules.seesNoOtherService(INTERPRETATION);

  @ArchTest static final ArchRule packagesHaveNoCycles = ArchitectureRules.noCycles(INTERPRETATION);
}
