package org.genomerecord.record.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import org.genomerecord.record.architecture.violation.EventThatKnowsTheStore;
import org.genomerecord.record.architecture.violation.StateThatDrawsAnId;
import org.genomerecord.record.architecture.violation.StateThatLogs;
import org.genomerecord.record.architecture.violation.StateThatReadsTheClock;
import org.genomerecord.record.architecture.violation.StateThatReadsTheEnvironment;
import org.genomerecord.record.architecture.violation.house.SeesItsNeighbour;
import org.genomerecord.record.architecture.violation.neighbour.Neighbour;
import org.genomerecord.record.event.Pseudonym;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A rule that cannot fail protects nothing.
class ArchitectureRulesCanFailTest {
  private static final String HERE = "org.genomerecord.record.architecture.violation";

  private static JavaClasses classes(Class<?>... types) {
    return new ClassFileImporter().importClasses(types);
  }

  private static void fails(ArchRule rule, Class<?>... types) {
    assertThat(rule.evaluate(classes(types)).hasViolation()).as(rule.getDescription()).isTrue();
  }

  private static void holds(ArchRule rule, Class<?>... types) {
    assertThat(rule.allowEmptyShould(true).evaluate(classes(types)).getFailureReport().getDetails())
        .isEmpty();
  }

  @Test
  void anEventThatKnowsAFrameworkOrTheStoreFails() {
    fails(ArchitectureRules.publishedLanguage(HERE), EventThatKnowsTheStore.class);
    holds(ArchitectureRules.publishedLanguage(Pseudonym.class.getPackageName()), Pseudonym.class);
  }

  @Test
  void axonInsideFailsUnlessItIsTheEdge() {
    fails(
        ArchitectureRules.axonOnlyIn(HERE, List.of(), List.of("Handler")),
        EventThatKnowsTheStore.class);
    holds(
        ArchitectureRules.axonOnlyIn(HERE, List.of(), List.of("KnowsTheStore")),
        EventThatKnowsTheStore.class);
    holds(
        ArchitectureRules.axonOnlyIn(HERE, List.of(HERE), List.of()), EventThatKnowsTheStore.class);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        StateThatDrawsAnId.class,
        StateThatLogs.class,
        StateThatReadsTheClock.class,
        StateThatReadsTheEnvironment.class
      })
  void anImpureStateFails(Class<?> state) {
    fails(ArchitectureRules.purePackages(HERE), state);
    fails(ArchitectureRules.pureValues(HERE), state);
  }

  @Test
  void anImpureEdgeIsNoValue() {
    holds(ArchitectureRules.pureValues(ArchitectureRules.class.getPackageName()), TidyRules.class);
  }

  @Test
  void aServiceThatSeesAnotherFails() {
    fails(
        ArchitectureRules.seesNoOther(
            HERE + ".house", Set.of(HERE + ".house", HERE + ".neighbour")),
        SeesItsNeighbour.class,
        Neighbour.class);
    holds(ArchitectureRules.seesNoOtherService("org.genomerecord.record"), Pseudonym.class);
  }

  @Test
  void packagesThatSeeEachOtherFail() {
    fails(ArchitectureRules.noCycles(HERE), SeesItsNeighbour.class, Neighbour.class);
  }
}
