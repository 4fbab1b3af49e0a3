package org.genomerecord.record.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.eventsourcing.annotation.EventTags;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.axonframework.modelling.annotation.TargetEntityId;

/// The rules of architecture that hold in every module.
///
/// In a module's test, next to `@AnalyzeClasses(packages = "org.genomerecord.consent",
/// importOptions = ImportOption.DoNotIncludeTests.class)`:
///
/// ```java
/// @ArchTest static final ArchRule pure =
///     ArchitectureRules.purePackages("org.genomerecord.consent.provision");
/// ```
public final class ArchitectureRules {
  /// Root packages of the services. They talk over HTTP and Kafka, never by class.
  public static final Set<String> SERVICES =
      Set.of(
          "org.genomerecord.consent",
          "org.genomerecord.ingestion",
          "org.genomerecord.interpretation",
          "org.genomerecord.gateway",
          "org.genomerecord.localstack");

  private static final String AXON = "org.axonframework..";
  private static final Set<String> PURE_SYSTEM_METHODS = Set.of("arraycopy", "identityHashCode");
  private static final Set<String> FACTS_FROM_OUTSIDE =
      Set.of("java.util.UUID.randomUUID", "java.lang.Math.random");

  private ArchitectureRules() {}

  /// Events are plain values: they know Java, Jackson's annotations, nullness, Axon's two
  /// annotations, and each other.
  ///
  /// @param event the package of the published language
  public static ArchRule publishedLanguage(String event) {
    return classes()
        .that()
        .resideInAPackage(event)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    event, "java..", "com.fasterxml.jackson.annotation..", "org.jspecify..")
                .or(belongToAnyOf(Event.class, EventTag.class, EventTags.class)))
        .because("the contract of an event is its JSON and its stored name, not a framework");
  }

  /// Axon is known to the classes of the given packages, and to those named as the edge of a
  /// capability.
  ///
  /// Commands may carry `@TargetEntityId`.
  ///
  /// @param root package of the module
  /// @param packages that may know Axon, such as `org.genomerecord.record.store`
  /// @param suffixes of the simple names of other classes that may, such as `Handler`
  public static ArchRule axonOnlyIn(String root, List<String> packages, List<String> suffixes) {
    DescribedPredicate<JavaClass> edge =
        describe(
            "named " + suffixes,
            type ->
                suffixes.stream()
                    .anyMatch(suffix -> outermost(type).getSimpleName().endsWith(suffix)));
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackages(packages.toArray(String[]::new))
        .and(not(edge))
        .should(
            dependOnClassesThat(
                resideInAnyPackage(AXON)
                    .and(
                        not(
                            belongToAnyOf(
                                Event.class,
                                EventTag.class,
                                EventTags.class,
                                TargetEntityId.class)))))
        .because("a framework stays at the edge")
        .allowEmptyShould(true);
  }

  /// What decides and interprets is pure: every class of these packages.
  public static ArchRule purePackages(String... packages) {
    return pure(noClasses().that().resideInAnyPackage(packages));
  }

  /// In packages that hold both, the values are pure: records, enums and sealed interfaces, with
  /// what is nested in them.
  public static ArchRule pureValues(String... packages) {
    return pure(
        noClasses()
            .that()
            .resideInAnyPackage(packages)
            .and(describe("values", ArchitectureRules::isValue)));
  }

  private static boolean isValue(JavaClass type) {
    var outermost = outermost(type);
    return outermost.isRecord()
        || outermost.isEnum()
        || (outermost.isInterface() && outermost.reflect().isSealed());
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureRules::outermost).orElse(type);
  }

  private static ArchRule pure(GivenClassesConjunction given) {
    return given
        .should(
            dependOnClassesThat(
                    resideInAnyPackage(
                            "io..",
                            "jakarta..",
                            "javax..",
                            "java.net..",
                            "java.nio.file..",
                            "java.sql..",
                            "java.util.logging..",
                            "org.slf4j..",
                            "org.jboss..",
                            "org.hibernate..")
                        .or(belongToAnyOf(Clock.class, Thread.class, Random.class, Runtime.class)))
                .or(callMethodWhere(asksOutside())))
        .because("time, identity and everything else from outside arrive in the arguments");
  }

  private static DescribedPredicate<JavaMethodCall> asksOutside() {
    return describe(
        "asks the clock, chance or the system",
        call -> {
          var target = call.getTarget();
          var owner = target.getOwner().getName();
          return (owner.startsWith("java.time.") && target.getName().equals("now"))
              || FACTS_FROM_OUTSIDE.contains(owner + "." + target.getName())
              || (owner.equals(System.class.getName())
                  && !PURE_SYSTEM_METHODS.contains(target.getName()));
        });
  }

  /// A module sees no service but itself.
  ///
  /// @param root package of the module, such as `org.genomerecord.consent`
  public static ArchRule seesNoOtherService(String root) {
    return seesNoOther(root, SERVICES);
  }

  static ArchRule seesNoOther(String root, Set<String> services) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            services.stream()
                .filter(service -> !service.equals(root))
                .map(service -> service + "..")
                .toArray(String[]::new))
        .because("services share the published language and nothing else");
  }

  /// No two packages of a module depend on each other, directly or around a corner.
  public static ArchRule noCycles(String root) {
    return slices().matching(root + ".(*)..").should().beFreeOfCycles();
  }
}
