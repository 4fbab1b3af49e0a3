package org.genomerecord.ingestion;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.genomerecord.record.architecture.ArchitectureRules;

@AnalyzeClasses(
    packages = "org.genomerecord.ingestion",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String INGESTION = "org.genomerecord.ingestion";

  @ArchTest
  static final ArchRule validationIsPure =
      ArchitectureRules.purePackages(
          INGESTION + ".vcf",
          INGESTION + ".outside",
          INGESTION + ".expression",
          INGESTION + ".fhir",
          INGESTION + ".hl7v2");

  @ArchTest
  static final ArchRule statesAndCommandsArePure =
      ArchitectureRules.pureValues(
          INGESTION + ".accession",
          INGESTION + ".callset",
          INGESTION + ".digest",
          INGESTION + ".fingerprint",
          INGESTION + ".laboratory",
          INGESTION + ".partial",
          INGESTION + ".quarantine",
          INGESTION + ".upkeep",
          INGESTION + ".upload",
          INGESTION + ".webhook");

  @ArchTest
  static final ArchRule axonStaysInHandlersAndBeans =
      ArchitectureRules.axonOnlyIn(INGESTION, List.of(), List.of("Handler", "Beans"));

  @ArchTest
  static final ArchRule itSeesNoOtherService = ArchitectureRules.seesNoOtherService(INGESTION);

  @ArchTest static final ArchRule packagesHaveNoCycles = ArchitectureRules.noCycles(INGESTION);
}
