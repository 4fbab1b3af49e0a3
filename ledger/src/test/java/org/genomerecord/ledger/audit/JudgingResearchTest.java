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
import org.junit.jupiter.params.provider.CsvSource;

/// The table of docs/methods/decisions.md.
class JudgingResearchTest {
  private static Request request(
      @Nullable String purpose, @Nullable String organisation, String terms) {
    return new Request(
        "dr-grey",
        "clinician",
        organisation,
        List.of(),
        "portal",
        purpose,
        terms.isEmpty() ? List.of() : List.of(terms.split(" ", -1)),
        "use",
        "pharmacogenomic",
        Instant.parse("2026-06-01T12:00:00Z"));
  }

  private static Provision rule(String type, String permission, String diseases, String modifiers) {
    return ProvisionReading.tree(
        "{'type':'%s','researchUse':{'permission':'%s','diseases':[%s],'modifiers':{%s}}}"
            .formatted(type, permission, diseases, modifiers)
            .replace('\'', '"'));
  }

  private static boolean permits(String permission, String terms) {
    return rule("permit", permission, "'MONDO:0004992'", "")
        .judge(request("HRESCH", "north", terms))
        .equals(Optional.of(PERMIT));
  }

  private static boolean denies(String permission, String terms) {
    return rule("deny", permission, "", "")
        .judge(request("HRESCH", "north", terms))
        .equals(Optional.of(DENY));
  }

  private static boolean permitsIf(String modifiers, String terms) {
    return rule("permit", "DUO:0000042", "", modifiers)
        .judge(request("CLINTRCH", "north", ("DUO:0000006 " + terms).trim()))
        .isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "DUO:0000004, true, true, true, true, true",
    "DUO:0000042, false, true, true, true, true",
    "DUO:0000006, false, false, true, true, false",
    "DUO:0000007, false, false, false, true, false",
    "DUO:0000011, false, false, false, false, true",
  })
  void whatPermitsCoversWhatLiesInIt(
      String limit, boolean none, boolean general, boolean health, boolean cancer, boolean origin) {
    assertThat(permits(limit, "DUO:0000004")).isEqualTo(none);
    assertThat(permits(limit, "DUO:0000042")).isEqualTo(general);
    assertThat(permits(limit, "DUO:0000006")).isEqualTo(health);
    assertThat(permits(limit, "DUO:0000007 MONDO:0004992")).isEqualTo(cancer);
    assertThat(permits(limit, "DUO:0000011")).isEqualTo(origin);
    assertThat(permits(limit, "DUO:0000011 DUO:0000006")).isEqualTo(general);
    assertThat(permits(limit, "")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "DUO:0000004, true, true, true, true, true",
    "DUO:0000042, true, true, true, true, true",
    "DUO:0000006, true, true, true, true, false",
    "DUO:0000011, true, true, false, false, true",
  })
  void whatDeniesCoversWhatTouchesIt(
      String limit, boolean none, boolean general, boolean health, boolean cancer, boolean origin) {
    assertThat(denies(limit, "DUO:0000004")).isEqualTo(none);
    assertThat(denies(limit, "DUO:0000042")).isEqualTo(general);
    assertThat(denies(limit, "DUO:0000006")).isEqualTo(health);
    assertThat(denies(limit, "DUO:0000007 MONDO:0004992")).isEqualTo(cancer);
    assertThat(denies(limit, "DUO:0000011")).isEqualTo(origin);
    assertThat(denies(limit, "DUO:0000011 DUO:0000006")).isTrue();
    assertThat(denies(limit, "")).isTrue();
  }

  @Test
  void onlyResearchIsCovered() {
    var permit = rule("permit", "DUO:0000004", "", "");
    var deny = rule("deny", "DUO:0000004", "", "");

    for (var purpose : new @Nullable String[] {"TREAT", null}) {
      assertThat(permit.judge(request(purpose, "north", "DUO:0000006"))).isEmpty();
      assertThat(deny.judge(request(purpose, "north", ""))).isEmpty();
    }
  }

  @Test
  void everyDiseaseIsOneOfTheLimit() {
    assertThat(permits("DUO:0000007", "DUO:0000007 MONDO:0005148")).isFalse();
    assertThat(permits("DUO:0000007", "DUO:0000007 MONDO:0004992 MONDO:0005148")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "DUO:0000015, DUO:0000015",
    "DUO:0000016, DUO:0000016",
    "DUO:0000021, DUO:0000021",
    "DUO:0000045, DUO:0000045",
    "DUO:0000045, DUO:0000018",
    "DUO:0000046, DUO:0000046",
    "DUO:0000046, DUO:0000018",
    "DUO:0000018, DUO:0000018",
    "DUO:0000018, DUO:0000045 DUO:0000046",
  })
  void aConditionThatIsStatedIsMet(String modifier, String stated) {
    assertThat(permitsIf("'%s':[]".formatted(modifier), stated)).isTrue();
    assertThat(permitsIf("'%s':[]".formatted(modifier), "DUO:0000019")).isFalse();
    assertThat(permitsIf("'DUO:0000018':[]", "DUO:0000045")).isFalse();
    assertThat(permitsIf("'DUO:0000045':[]", "DUO:0000046")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"DUO:0000022, DE, FR, CH", "DUO:0000027, project-7, project-8, project-9"})
  void everyValueThatIsStatedIsOneOfTheLimit(
      String modifier, String one, String two, String other) {
    var limit = "'%s':['%s','%s']".formatted(modifier, one, two);
    var term = modifier + "=";

    assertThat(permitsIf(limit, term + one)).isTrue();
    assertThat(permitsIf(limit, term + one + " " + term + two)).isTrue();
    assertThat(permitsIf(limit, term + one + " " + term + other)).isFalse();
    assertThat(permitsIf(limit, modifier)).isFalse();
    assertThat(permitsIf(limit, "")).isFalse();
  }

  @Test
  void theUserAndTheInstitutionAreThoseOfTheToken() {
    assertThat(permitsIf("'DUO:0000026':['dr-grey']", "")).isTrue();
    assertThat(permitsIf("'DUO:0000026':['dr-hill']", "")).isFalse();
    assertThat(permitsIf("'DUO:0000028':['north']", "")).isTrue();
    assertThat(permitsIf("'DUO:0000028':['south']", "")).isFalse();
    assertThat(
            rule("permit", "DUO:0000042", "", "'DUO:0000028':['north']")
                .judge(request("HRESCH", null, "DUO:0000006")))
        .isEmpty();
  }

  @Test
  void whatNobodyCanJudgeObliges() {
    var provision =
        rule(
            "permit",
            "DUO:0000042",
            "",
            "'DUO:0000019':[],'DUO:0000020':[],'DUO:0000021':[],'DUO:0000024':['2027-12-31'],'DUO:0000025':['12'],'DUO:0000029':[]");

    assertThat(provision.obligations(request("HRESCH", null, "DUO:0000006 DUO:0000021")))
        .containsExactlyInAnyOrder(
            "publish-results",
            "collaborate",
            "document-ethics-approval",
            "observe-moratorium",
            "end-use-in-time",
            "return-results");
    assertThat(provision.obligations(request("TREAT", null, ""))).isEmpty();
  }
}
