package org.genomerecord.consent.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.CedarList;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.PrimLong;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.genomerecord.consent.provision.PatientConsents;
import org.genomerecord.consent.provision.SampleConsents;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.Provision;
import org.junit.jupiter.api.Test;

/// Cedar, which knows nothing of our code, is told the same consents as policies.
///
/// The pairs are the same in every run; another seed with `-Dseed=`.
class AgreeingWithCedarTest {
  private static final Path RESULT = Path.of("target", "cedar-pairs.txt");

  /// Of a usual build; a million with `-Dpairs=1000000`.
  private static final int PAIRS = 6_000;

  /// In which a fault shows already.
  private static final int FEW = 1_500;

  private static final long SEED = 20_261_128;

  /// Of one patient.
  private static final int REQUESTS = 20;

  private static final BasicAuthorizationEngine CEDAR = new BasicAuthorizationEngine();
  private static final EntityUID ANYTHING = EntityUID.parse("Any::\"any\"").orElseThrow();

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

  /// An evaluator that forgets the modifiers of DUO, in the first rules only.
  private static Set<DataClass> withoutModifiers(
      PatientConsents.Enrolled patient, DisclosureRequest request) {
    var rules = new HashMap<>(patient.inForce());
    rules.replaceAll((_, rule) -> Trees.withoutModifiers(rule));
    return ours(SampleConsents.permitting(rules), request);
  }

  private static PolicySet policies(PatientConsents.Enrolled patient)
      throws AuthException, CacheException {
    var policies = new StringBuilder(CedarPolicies.ROLES);
    for (Provision provision : patient.inForce().values()) {
      policies.append(CedarPolicies.of(provision));
    }
    var parsed = PolicySet.parsePolicies(policies.toString());
    parsed.cache(); // parsed once for all requests, not again for each
    return parsed;
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

  static Map<String, Value> context(DisclosureRequest request, String dataClass) {
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
    CedarResearch.state(context, request.researchUse());
    return context;
  }

  /// Codes that nobody knows and the patient's own record are no matter of consents.
  private static boolean isAboutConsents(DisclosureRequest request) {
    return !request.actor().role().equals("patient")
        && !request.dataClasses().contains("unheard-of")
        && request.purposeOfUse() != null
        && !request.purposeOfUse().equals("NEWPURP");
  }

  /// How often Cedar says something else to so many pairs of a patient and a request.
  private static Compared compare(
      int pairs,
      long seed,
      BiFunction<PatientConsents.Enrolled, DisclosureRequest, Set<DataClass>> evaluator)
      throws AuthException, CacheException {
    var compared = new Compared();
    var seeded = SeededConsents.withResearch(seed);
    for (int done = 0; done < pairs; ) {
      var patient = seeded.patient();
      var policies = policies(patient);
      for (int i = Math.min(REQUESTS, pairs - done); i > 0; ) {
        var request = seeded.request();
        if (isAboutConsents(request)) {
          compared.compare(policies, request, evaluator.apply(patient, request));
          i--;
          done++;
        }
      }
    }
    return compared;
  }

  /// Counts; of the disagreements and of what would make agreement worthless.
  private static final class Compared {
    private int disagreements;
    private int permitted;
    private int permittedForResearch;

    void compare(PolicySet policies, DisclosureRequest request, Set<DataClass> ours) {
      for (var dataClass : DataClass.values()) {
        if (request.dataClasses().contains(dataClass.code())) {
          boolean permits = cedarPermits(policies, context(request, dataClass.code()));
          disagreements += permits == ours.contains(dataClass) ? 0 : 1;
          permitted += permits ? 1 : 0;
          permittedForResearch += permits && !request.researchUse().isEmpty() ? 1 : 0;
        }
      }
    }
  }

  @Test
  void bothSayTheSame() throws AuthException, CacheException, IOException {
    int pairs = Integer.getInteger("pairs", PAIRS);
    long began = System.nanoTime();

    long seed = Long.getLong("seed", SEED);
    var compared = compare(pairs, seed, AgreeingWithCedarTest::ours);

    assertThat(compared.disagreements).isZero();
    assertThat(compared.permitted).isGreaterThan(pairs / 50);
    assertThat(compared.permittedForResearch).isGreaterThan(pairs / 200);
    Files.writeString(
        RESULT,
        "%d pairs, seed %d: Cedar permits %d classes of data, %d of them for a stated research; %d disagreements; %d s%n"
            .formatted(
                pairs,
                seed,
                compared.permitted,
                compared.permittedForResearch,
                compared.disagreements,
                (System.nanoTime() - began) / 1_000_000_000));
  }

  @Test
  void anEvaluatorWithAFaultIsCaught() throws AuthException, CacheException {
    assertThat(compare(FEW, SEED, AgreeingWithCedarTest::withoutExceptions).disagreements)
        .isPositive();
    assertThat(compare(FEW, SEED, AgreeingWithCedarTest::withoutModifiers).disagreements)
        .isPositive();
  }
}
