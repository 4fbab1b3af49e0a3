package org.genomerecord.ledger.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Random;

/// What keeps the ledger small enough to be trusted.
final class LedgerRules {
  private LedgerRules() {}

  /// The JDK, the annotations for null, and itself: nothing that an auditor would have to read. The
  /// auditor's program has a command line and writes JSON.
  ///
  /// @param program the one package that may need more
  static ArchRule jdkOnly(String root, String program) {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage(program)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(root + "..", "java..", "com.sun.net.httpserver..", "org.jspecify.."))
        .because("an auditor runs it with a JDK alone");
  }

  /// What verifies does not need the program that a person runs.
  static ArchRule independentOf(String program, String... packages) {
    return noClasses()
        .that()
        .resideInAnyPackage(packages)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(program)
        .because("only the program and what rehearses it know the events of the suite");
  }

  /// Verification and decisions are functions of their arguments.
  static ArchRule pure(String... packages) {
    return noClasses()
        .that()
        .resideInAnyPackage(packages)
        .should(
            dependOnClassesThat(
                    resideInAnyPackage(
                            "java.net..", "java.nio.file..", "java.nio.channels..", "com.sun..")
                        .or(belongToAnyOf(Clock.class, Thread.class, Random.class, Runtime.class)))
                .or(callMethodWhere(describe("asks the clock", LedgerRules::asksTheClock))))
        .because("time and everything else from outside arrive in the arguments");
  }

  private static boolean asksTheClock(JavaMethodCall call) {
    var owner = call.getTarget().getOwner().getName();
    return (owner.startsWith("java.time.") && call.getTarget().getName().equals("now"))
        || (owner.equals("java.lang.System") && !call.getTarget().getName().equals("arraycopy"));
  }
}
