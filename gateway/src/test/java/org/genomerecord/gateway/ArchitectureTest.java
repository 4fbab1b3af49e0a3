package org.genomerecord.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.genomerecord.gateway.limit.BodyLength;
import org.genomerecord.gateway.problem.Problem;
import org.genomerecord.gateway.route.Forwarding;
import org.genomerecord.gateway.route.PlainPath;
import org.genomerecord.gateway.trace.RequestId;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses GATEWAY =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.genomerecord.gateway");

  @Test
  void theGatewayKnowsNoOtherPartOfTheSuite() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.genomerecord.record..",
            "org.genomerecord.consent..",
            "org.genomerecord.ingestion..",
            "org.genomerecord.interpretation..")
        .check(GATEWAY);
  }

  @Test
  void whatDecidesAboutPathsLengthsAndIdsIsPure() {
    pure(PlainPath.class, BodyLength.class, RequestId.class, Problem.class).check(GATEWAY);
  }

  @Test
  void theRuleOfPurityCanFail() {
    assertThatThrownBy(() -> pure(Forwarding.class).check(GATEWAY))
        .isInstanceOf(AssertionError.class);
  }

  private static ArchRule pure(Class<?>... types) {
    return noClasses()
        .that()
        .belongToAnyOf(types)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx..", "io.quarkus..", "jakarta..", "java.io..", "java.net..");
  }
}
