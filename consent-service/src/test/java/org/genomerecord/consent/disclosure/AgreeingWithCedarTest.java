package org.genomerecord.consent.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.CedarList;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.PrimLong;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.genomerecord.consent.provision.PatientConsents;
import org.genomerecord.consent.provision.SampleConsents;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.Provision;

/// Cedar, which knows nothing of our code, is told the same consents as policies.
class AgreeingWithCedarTest {
  private static final int REQUESTS = 50;
  private static final BasicAuthorizationEngine CEDAR = new BasicAuthorizationEngine();
  private static final EntityUID ANYTHING = EntityUID.parse("Any::\"any\"").orElseThrow();

  @Provide
  Arbitrary<PatientConsents.Enrolled> patients() {
    return AnyConsents.patients();
  }

  @Provide
  Arbitrary<List<DisclosureRequest>> requests() {
    return AnyConsents.requests().list().ofSize(REQUESTS);
  }

  private static Set<DataClass> ours(PatientConsents consents, DisclosureRequest request) {
    return switch (SampleRequests.judge(consents, request)) {
      case Verdict.Permit permit -> EnumSet.copyOf(permit.dataClasses());
      case Verdict.Deny _ -> EnumSet.noneOf(DataClass.class);
    };
  }

  /// An evaluator that knows no exceptions.
  private static Set<DataClass> withoutExceptions(
      PatientConsents.Enrolled patient, DisclosureRequest request) {
    var rules = new HashMap<>(patient.inForce());
    rules.replaceAll((_, rule) -> Trees.with(rule, List.of()));
    return ours(SampleConsents.permitting(rules), request);
  }

  private static PolicySet policies(PatientConsents.Enrolled patient) throws AuthException {
    var policies = new StringBuilder(CedarPolicies.ROLES);
    for (Provision provision : patient.inForce().values()) {
      policies.append(CedarPolicies.of(provision));
    }
    return PolicySet.parsePolicies(policies.toString());
  }

  private static boolean cedarPermits(PolicySet policies, Map<String, Value> context) {
    try {
      var answer =
          CEDAR.isAuthorized(
              new AuthorizationRequest(ANYTHING, ANYTHING, ANYTHING, context), policies, Set.of());
      var success = answer.success.orElseThrow();
      assertThat(success.getErrors()).isEmpty();
      return success.isAllowed();
    } catch (AuthException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Value> context(DisclosureRequest request, String dataClass) {
    var context = new HashMap<String, Value>();
    context.put("actor", new PrimString(request.actor().id()));
    context.put("role", new PrimString(request.actor().role()));
    if (request.actor().organisation() != null) {
      context.put("organisation", new PrimString(request.actor().organisation()));
    }
    context.put(
        "teams",
        new CedarList(request.asker().careTeams().stream().<Value>map(PrimString::new).toList()));
    if (request.asker().application() != null) {
      context.put("application", new PrimString(request.asker().application()));
    }
    context.put("purpose", new PrimString(String.valueOf(request.purposeOfUse())));
    context.put("action", new PrimString(request.action()));
    context.put("class", new PrimString(dataClass));
    context.put("at", new PrimLong(request.at().getEpochSecond()));
    return context;
  }

  /// Codes that nobody knows and the patient's own record are no matter of consents.
  private static boolean isAboutConsents(DisclosureRequest request) {
    return !request.actor().role().equals("patient")
        && !request.dataClasses().contains("unheard-of")
        && request.purposeOfUse() != null
        && !request.purposeOfUse().equals("NEWPURP");
  }

  private static int disagreements(
      BiFunction<PatientConsents.Enrolled, DisclosureRequest, Set<DataClass>> evaluator,
      PatientConsents.Enrolled patient,
      List<DisclosureRequest> requests)
      throws AuthException {
    var policies = policies(patient);
    int disagreements = 0;
    for (var request : requests) {
      if (isAboutConsents(request)) {
        var permitted =
            evaluator.apply(patient, request).stream()
                .map(DataClass::code)
                .collect(Collectors.toSet());
        for (var dataClass : Set.copyOf(request.dataClasses())) {
          boolean cedar = cedarPermits(policies, context(request, dataClass));
          disagreements += cedar == permitted.contains(dataClass) ? 0 : 1;
        }
      }
    }
    return disagreements;
  }

  @Property(tries = 200)
  void bothSayTheSame(
      @ForAll("patients") PatientConsents.Enrolled patient,
      @ForAll("requests") List<DisclosureRequest> requests)
      throws AuthException {
    assertThat(disagreements(AgreeingWithCedarTest::ours, patient, requests)).isZero();
  }

  @Example
  void anEvaluatorWithAFaultIsCaught() throws AuthException {
    int disagreements = 0;
    for (var patient : patients().sampleStream().limit(50).toList()) {
      disagreements +=
          disagreements(AgreeingWithCedarTest::withoutExceptions, patient, requests().sample());
    }
    assertThat(disagreements).isPositive();
  }
}
