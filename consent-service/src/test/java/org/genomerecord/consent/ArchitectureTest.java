package org.genomerecord.consent;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import org.genomerecord.record.architecture.ArchitectureRules;

@AnalyzeClasses(
    packages = "org.genomerecord.consent",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String CONSENT = "org.genomerecord.consent";

  /// Classes that decide or translate without being values.
  private static final Set<String> DECIDERS =
      Set.of(
          "DisclosurePolicy",
          "Disclosures",
          "Grounds",
          "Replay",
          "Explanations",
          "AuditEntries",
          "ConsentMeanings",
          "SubmissionMeanings",
          "InterpretationMeanings",
          "LaboratoryMeanings");

  @ArchTest
  static final ArchRule statesCommandsAndVerdictsArePure =
      ArchitectureRules.pureValues(
          CONSENT + ".enrolment",
          CONSENT + ".provision",
          CONSENT + ".erasure",
          CONSENT + ".disclosure",
          CONSENT + ".emergency",
          CONSENT + ".renewal",
          CONSENT + ".audit");

  @ArchTest
  static void thePolicyAndTheAuditTrailsReadingArePure(JavaClasses classes) {
    ArchitectureRules.purePackages(CONSENT + ".disclosure", CONSENT + ".audit")
        .check(
            classes.that(
                DescribedPredicate.describe(
                    "decide", (JavaClass type) -> DECIDERS.contains(type.getSimpleName()))));
  }

  @ArchTest
  static final ArchRule axonStaysInHandlersAndBeans =
      ArchitectureRules.axonOnlyIn(CONSENT, List.of(), List.of("Handler", "Beans"));

  @ArchTest
  static final ArchRule itSeesNoOtherService = ArchitectureRules.seesNoOtherService(CONSENT);

  @ArchTest static final ArchRule packagesHaveNoCycles = ArchitectureRules.noCycles(CONSENT);
}
