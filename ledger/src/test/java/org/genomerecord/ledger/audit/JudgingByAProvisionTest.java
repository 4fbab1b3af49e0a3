package org.genomerecord.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.ledger.audit.Provision.Type.DENY;
import static org.genomerecord.ledger.audit.Provision.Type.PERMIT;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.genomerecord.ledger.audit.Provision.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgingByAProvisionTest {
  private static final Instant AT = Instant.parse("2026-06-01T12:00:00Z");
  private static final Request CLINICIAN = request("dr-grey", "clinician", "north", "TREAT");
  private static final Request SERVICE = request("interpreter", "service", null, "TREAT");
  private static final Request WITHOUT_PURPOSE = request("dr-grey", "clinician", "north", null);

  private static Request request(
      String actor, String role, @Nullable String organisation, @Nullable String purpose) {
    return new Request(
        actor,
        role,
        organisation,
        List.of("tumour-board"),
        "portal",
        purpose,
        List.of(),
        "use",
        "pharmacogenomic",
        AT);
  }

  private static boolean locks(String rule) {
    return ProvisionReading.tree(rule.replace('\'', '"')).locks(CLINICIAN);
  }

  @Test
  void onlyADenialThatSpeaksOfThePurposeHoldsInAnEmergency() {
    assertThat(locks("{'type':'deny'}")).isFalse();
    assertThat(locks("{'type':'deny','purposesOfUse':['TREAT']}")).isTrue();
    assertThat(locks("{'type':'deny','purposesOfUse':['HRESCH']}")).isFalse();
    assertThat(locks("{'type':'permit','purposesOfUse':['TREAT']}")).isFalse();
    assertThat(locks("{'type':'permit','purposesOfUse':['TREAT'],'provisions':[{'type':'deny'}]}"))
        .isTrue();
    assertThat(locks("{'type':'permit','provisions':[{'type':'deny'}]}")).isFalse();
    assertThat(locks("{'type':'deny','purposesOfUse':['TREAT'],'provisions':[{'type':'permit'}]}"))
        .isFalse();
  }

  /// @param rule in JSON, with single quotes
  private static Optional<Provision.Type> judged(Request request, String rule) {
    return ProvisionReading.tree(rule.replace('\'', '"')).judge(request);
  }

  private static Optional<Provision.Type> judged(String rule) {
    return judged(CLINICIAN, rule);
  }

  @Test
  void aRuleWithoutLimitsCoversEverything() {
    assertThat(judged("{'type':'permit'}")).contains(PERMIT);
    assertThat(judged("{'type':'deny'}")).contains(DENY);
    assertThat(judged(SERVICE, "{'type':'deny'}")).contains(DENY);
    assertThat(judged(WITHOUT_PURPOSE, "{'type':'permit'}")).contains(PERMIT);
  }

  @Test
  void anEmptyListIsNoLimit() {
    assertThat(
            judged(
                "{'type':'permit','actors':[],'purposesOfUse':[],'actions':[],'dataClasses':[],"
                    + "'from':null,'until':null,'provisions':[]}"))
        .contains(PERMIT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'actors':[{'kind':'person','id':'dr-grey'}]",
        "'actors':[{'kind':'role','id':'clinician'}]",
        "'actors':[{'kind':'organisation','id':'north'}]",
        "'actors':[{'kind':'care-team','id':'tumour-board'}]",
        "'actors':[{'kind':'application','id':'portal'}]",
        "'actors':[{'kind':'person','id':'dr-hill'},{'kind':'organisation','id':'north'}]",
        "'purposesOfUse':['HRESCH','TREAT']",
        "'actions':['use']",
        "'dataClasses':['carrier','pharmacogenomic']",
        "'from':'2026-01-01T00:00:00Z','until':'2027-01-01T00:00:00Z'"
      })
  void aLimitThatIsMetCovers(String limit) {
    assertThat(judged("{'type':'permit'," + limit + "}")).contains(PERMIT);
    assertThat(judged("{'type':'deny'," + limit + "}")).contains(DENY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'actors':[{'kind':'person','id':'dr-hill'}]",
        "'actors':[{'kind':'role','id':'dr-grey'}]",
        "'actors':[{'kind':'organisation','id':'clinician'}]",
        "'actors':[{'kind':'care-team','id':'portal'}]",
        "'actors':[{'kind':'application','id':'tumour-board'}]",
        "'actors':[{'kind':'person','id':'north'}]",
        "'purposesOfUse':['HRESCH']",
        "'actions':['disclose']",
        "'dataClasses':['carrier']",
        "'from':'2026-07-01T00:00:00Z'",
        "'until':'2026-05-01T00:00:00Z'"
      })
  void aLimitThatIsNotMetCoversNothing(String limit) {
    assertThat(judged("{'type':'permit'," + limit + "}")).isEmpty();
    assertThat(judged("{'type':'deny'," + limit + "}")).isEmpty();
  }

  @Test
  void whoNamesNoPurposeMeetsNoLimitOnIt() {
    assertThat(judged(WITHOUT_PURPOSE, "{'type':'permit','purposesOfUse':['TREAT']}")).isEmpty();
  }

  @Test
  void aPeriodBeginsAtItsFirstMomentAndEndsBeforeItsLast() {
    assertThat(judged("{'type':'permit','from':'2026-06-01T12:00:00Z'}")).contains(PERMIT);
    assertThat(judged("{'type':'permit','from':'2026-06-01T12:00:00.000001Z'}")).isEmpty();
    assertThat(judged("{'type':'permit','until':'2026-06-01T12:00:00Z'}")).isEmpty();
    assertThat(judged("{'type':'permit','until':'2026-06-01T12:00:00.000001Z'}")).contains(PERMIT);
  }

  @Test
  void aPermissionWithADenialInside() {
    var rule = "{'type':'permit','provisions':[{'type':'deny','dataClasses':['%s']}]}";

    assertThat(judged(rule.formatted("pharmacogenomic"))).contains(DENY);
    assertThat(judged(rule.formatted("carrier"))).contains(PERMIT);
  }

  @Test
  void aDenialWithAPermissionInside() {
    var rule = "{'type':'deny','provisions':[{'type':'permit','purposesOfUse':['%s']}]}";

    assertThat(judged(rule.formatted("TREAT"))).contains(PERMIT);
    assertThat(judged(rule.formatted("HRESCH"))).contains(DENY);
  }

  @Test
  void anExceptionToAnException() {
    var rule =
        "{'type':'permit','provisions':[{'type':'deny','actors':[{'kind':'role','id':'clinician'}],"
            + "'provisions':[{'type':'permit','actors':[{'kind':'person','id':'%s'}]}]}]}";

    assertThat(judged(rule.formatted("dr-grey"))).contains(PERMIT);
    assertThat(judged(rule.formatted("dr-hill"))).contains(DENY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'type':'permit'},{'type':'deny'}", "{'type':'deny'},{'type':'permit'}"})
  void ofSeveralExceptionsOneThatDeniesPrevails(String exceptions) {
    assertThat(judged("{'type':'permit','provisions':[" + exceptions + "]}")).contains(DENY);
    assertThat(judged("{'type':'deny','provisions':[" + exceptions + "]}")).contains(DENY);
  }

  @Test
  void anExceptionDoesNotReachFurtherThanItsRule() {
    var rule = "{'type':'%s','dataClasses':['carrier'],'provisions':[{'type':'%s'}]}";

    assertThat(judged(rule.formatted("permit", "deny"))).isEmpty();
    assertThat(judged(rule.formatted("deny", "permit"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"organisation", "person", "role"})
  void aPermissionExtendsToTheSuitesServicesWhomeverItNames(String kind) {
    var actors = "'actors':[{'kind':'" + kind + "','id':'east'}]";

    assertThat(judged(SERVICE, "{'type':'permit'," + actors + "}")).contains(PERMIT);
    assertThat(judged(CLINICIAN, "{'type':'permit'," + actors + "}")).isEmpty();
    assertThat(judged(SERVICE, "{'type':'deny','provisions':[{'type':'permit'," + actors + "}]}"))
        .contains(PERMIT);
  }

  @Test
  void aPermissionExtendsToServicesWithinItsOtherLimitsOnly() {
    assertThat(
            judged(
                SERVICE,
                "{'type':'permit','actors':[{'kind':'role','id':'lab'}],'actions':['collect']}"))
        .isEmpty();
  }

  @Test
  void aDenialConcernsServicesOnlyIfItNamesThem() {
    var rule = "{'type':'deny','actors':[{'kind':'%s','id':'%s'}]}";

    assertThat(judged(SERVICE, rule.formatted("organisation", "north"))).isEmpty();
    assertThat(judged(SERVICE, rule.formatted("role", "clinician"))).isEmpty();
    assertThat(judged(SERVICE, rule.formatted("role", "service"))).contains(DENY);
    assertThat(judged(SERVICE, rule.formatted("person", "interpreter"))).contains(DENY);
  }
}
