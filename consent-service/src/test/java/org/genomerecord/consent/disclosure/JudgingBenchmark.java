package org.genomerecord.consent.disclosure;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.Value;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.genomerecord.consent.provision.PatientConsents;
import org.genomerecord.consent.provision.SampleConsents;
import org.genomerecord.record.event.Provision;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// How long it takes to judge one request, alone, and how long Cedar takes for the same policies.
///
/// Cedar as its binding for Java offers it: the policies, parsed before, are handed over as text
/// with every question.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JudgingBenchmark {
  private static final EntityUID ANYTHING = EntityUID.parse("Any::\"any\"").orElseThrow();

  @Param({"5", "50", "500"})
  int rules;

  private final DisclosureRequest request = PatientsWithRules.request();
  private final BasicAuthorizationEngine cedar = new BasicAuthorizationEngine();
  private PatientConsents patient = PatientConsents.initial();
  private PolicySet policies = new PolicySet();
  private AuthorizationRequest question =
      new AuthorizationRequest(ANYTHING, ANYTHING, ANYTHING, Map.of());

  @Setup
  public void aPatient() throws AuthException {
    var provisions = PatientsWithRules.provisions(rules);
    if (provisions.stream().mapToInt(Provision::rules).sum() != rules) {
      throw new IllegalStateException("the patient has another number of rules");
    }
    patient = SampleConsents.permitting(provisions.toArray(Provision[]::new));
    var text = new StringBuilder(CedarPolicies.ROLES);
    provisions.forEach(provision -> text.append(CedarPolicies.of(provision)));
    policies = PolicySet.parsePolicies(text.toString());
    Map<String, Value> context = AgreeingWithCedarTest.context(request, "pharmacogenomic");
    question = new AuthorizationRequest(ANYTHING, ANYTHING, ANYTHING, context);
    if (!(ours() instanceof Verdict.Permit) || !cedars()) {
      throw new IllegalStateException("what is measured is a permit");
    }
  }

  @Benchmark
  public Object ours() {
    return DisclosurePolicy.judge(Policies.current(), patient, request);
  }

  @Benchmark
  public boolean cedars() throws AuthException {
    return cedar.isAuthorized(question, policies, Set.of()).success.orElseThrow().isAllowed();
  }
}
