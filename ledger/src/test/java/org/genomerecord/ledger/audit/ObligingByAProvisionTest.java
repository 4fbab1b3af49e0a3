package org.genomerecord.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.genomerecord.ledger.audit.Provision.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A permit obliges to what each rule asks for that covers the request, at any depth, whichever of
/// them decides (docs/methods/decisions.md).
class ObligingByAProvisionTest {
  private static final String PUBLISH = limit("DUO:0000019");
  private static final String COLLABORATE = limit("DUO:0000020");
  private static final String RETURN = limit("DUO:0000029");

  private static String limit(String modifier) {
    return "'researchUse':{'permission':'DUO:0000042','diseases':[],'modifiers':{'%s':[]}}"
        .formatted(modifier);
  }

  private static String permit(String limits, String... exceptions) {
    return "{'type':'permit',%s,'provisions':[%s]}".formatted(limits, String.join(",", exceptions));
  }

  private static Set<String> obligations(String rule) {
    return obligations(rule, "pharmacogenomic");
  }

  private static Set<String> obligations(String rule, String dataClass) {
    return ProvisionReading.tree(rule.replace('\'', '"')).obligations(research(dataClass));
  }

  private static Request research(String dataClass) {
    return new Request(
        "dr-grey",
        "clinician",
        null,
        List.of(),
        "portal",
        "HRESCH",
        List.of("DUO:0000006"),
        "use",
        dataClass,
        Instant.parse("2026-06-01T12:00:00Z"));
  }

  @Test
  void anExceptionObligesBesideTheRuleAroundIt() {
    assertThat(obligations(permit(PUBLISH, permit(COLLABORATE))))
        .containsExactlyInAnyOrder("publish-results", "collaborate");
  }

  @Test
  void anExceptionToAnExceptionObligesToo() {
    assertThat(obligations(permit(PUBLISH, permit(COLLABORATE, permit(RETURN)))))
        .containsExactlyInAnyOrder("publish-results", "collaborate", "return-results");
  }

  @Test
  void everyExceptionObligesAndNotOnlyTheFirst() {
    assertThat(obligations(permit(PUBLISH, permit(COLLABORATE), permit(RETURN))))
        .containsExactlyInAnyOrder("publish-results", "collaborate", "return-results");
  }

  @Test
  void aRuleWithoutALimitOfItsOwnHandsOnWhatItsExceptionsObligeTo() {
    assertThat(obligations(permit("'actions':['use']", permit("'actors':[]", permit(RETURN)))))
        .containsExactly("return-results");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'actors':[{'kind':'person','id':'dr-hill'}]",
        "'purposesOfUse':['CLINTRCH']",
        "'actions':['collect']",
        "'dataClasses':['htt']",
        "'from':'2026-06-01T12:00:00.000000001Z'",
        "'until':'2026-06-01T12:00:00Z'",
        "'researchUse':{'permission':'DUO:0000011','diseases':[],'modifiers':{'DUO:0000020':[]}}"
      })
  void anExceptionThatDoesNotCoverTheRequestObligesToNothingNorDoesWhatIsInIt(String limits) {
    assertThat(obligations(permit(PUBLISH, permit(limits, permit(RETURN)))))
        .containsExactly("publish-results");
    assertThat(obligations(permit(limits, permit(RETURN)))).isEmpty();
  }

  @Test
  void anExceptionForOneClassObligesForThatClassAlone() {
    var rule = permit(PUBLISH, permit("'dataClasses':['htt']," + COLLABORATE));

    assertThat(obligations(rule, "htt"))
        .containsExactlyInAnyOrder("publish-results", "collaborate");
    assertThat(obligations(rule, "apoe")).containsExactly("publish-results");
  }
}
