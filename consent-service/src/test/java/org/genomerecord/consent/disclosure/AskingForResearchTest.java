package org.genomerecord.consent.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.genomerecord.consent.disclosure.SampleRequests.CLINICIAN;
import static org.genomerecord.consent.disclosure.SampleRequests.SERVICE;
import static org.genomerecord.consent.disclosure.SampleRequests.denied;
import static org.genomerecord.consent.disclosure.SampleRequests.judge;
import static org.genomerecord.consent.disclosure.SampleRequests.reading;
import static org.genomerecord.consent.disclosure.SampleRequests.researching;
import static org.genomerecord.consent.provision.SampleConsents.FROM;
import static org.genomerecord.consent.provision.SampleConsents.UNTIL;
import static org.genomerecord.consent.provision.SampleConsents.permitting;
import static org.genomerecord.record.event.DuoPermission.DS;
import static org.genomerecord.record.event.DuoPermission.GRU;
import static org.genomerecord.record.event.DuoPermission.HMB;
import static org.genomerecord.record.event.DuoPermission.POA;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.genomerecord.consent.provision.Rule;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DuoModifier;
import org.genomerecord.record.event.DuoPermission;
import org.genomerecord.record.event.Obligation;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.sourcing.Actor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The table of docs/methods/decisions.md.
class AskingForResearchTest {
  private static final String NRES_ASKED = "DUO:0000004";
  private static final String GRU_ASKED = "DUO:0000042";
  private static final String HMB_ASKED = "DUO:0000006";
  private static final String DS_ASKED = "DUO:0000007";
  private static final String POA_ASKED = "DUO:0000011";
  private static final String CANCER = "MONDO:0004992";
  private static final String DIABETES = "MONDO:0005148";

  private static Rule research() {
    return Rule.permit()
        .forPurposes("HRESCH")
        .doing(Action.USE)
        .with(DataClass.PHARMACOGENOMIC)
        .between(FROM, UNTIL);
  }

  private static Rule research(DuoPermission permission) {
    return permission == DS
        ? research().forResearch(DS, CANCER)
        : research().forResearch(permission);
  }

  private static boolean permits(Rule rule, String... terms) {
    return permits(rule.provision(), researching(terms));
  }

  private static boolean permits(Provision provision, DisclosureRequest request) {
    return judge(permitting(provision), request) instanceof Verdict.Permit;
  }

  private static List<Obligation> obligations(List<Provision> provisions, String... terms) {
    return judge(permitting(provisions.toArray(Provision[]::new)), researching(terms))
            instanceof Verdict.Permit permit
        ? permit.obligations()
        : List.of();
  }

  @ParameterizedTest
  @CsvSource({
    "NRES, true, true, true, true, true",
    "GRU, false, true, true, true, true",
    "HMB, false, false, true, true, false",
    "DS, false, false, false, true, false",
    "POA, false, false, false, false, true",
  })
  void whatPermitsCoversWhatLiesInIt(
      DuoPermission limit,
      boolean none,
      boolean general,
      boolean health,
      boolean cancer,
      boolean origin) {
    var rule = research(limit);

    assertThat(permits(rule, NRES_ASKED)).isEqualTo(none);
    assertThat(permits(rule, GRU_ASKED)).isEqualTo(general);
    assertThat(permits(rule, HMB_ASKED)).isEqualTo(health);
    assertThat(permits(rule, DS_ASKED, CANCER)).isEqualTo(cancer);
    assertThat(permits(rule, POA_ASKED)).isEqualTo(origin);
    assertThat(permits(rule, HMB_ASKED, POA_ASKED)).isEqualTo(general);
  }

  @ParameterizedTest
  @CsvSource({
    "NRES, true, true, true, true, true",
    "GRU, true, true, true, true, true",
    "HMB, true, true, true, true, false",
    "POA, true, true, false, false, true",
  })
  void whatDeniesCoversWhatTouchesIt(
      DuoPermission limit,
      boolean none,
      boolean general,
      boolean health,
      boolean cancer,
      boolean origin) {
    var rule = research().but(Rule.deny().forResearch(limit));

    assertThat(permits(rule, NRES_ASKED)).isNotEqualTo(none);
    assertThat(permits(rule, GRU_ASKED)).isNotEqualTo(general);
    assertThat(permits(rule, HMB_ASKED)).isNotEqualTo(health);
    assertThat(permits(rule, DS_ASKED, CANCER)).isNotEqualTo(cancer);
    assertThat(permits(rule, POA_ASKED)).isNotEqualTo(origin);
    assertThat(permits(rule, HMB_ASKED, POA_ASKED)).isFalse();
  }

  @Test
  void researchOfWhichNothingIsKnownIsNotPermittedAndIsDenied() {
    assertThat(judge(permitting(research(GRU).provision()), researching()))
        .isEqualTo(denied(DenialReason.NOT_COVERED));
    assertThat(
            judge(
                permitting(research().but(Rule.deny().forResearch(POA)).provision()),
                researching()))
        .isEqualTo(denied(DenialReason.DENIED_BY_PATIENT));
    assertThat(permits(research())).isTrue();
  }

  @Test
  void whatIsNoResearchIsNotCovered() {
    var care = Rule.permit().forPurposes("TREAT").doing(Action.USE).between(FROM, UNTIL);

    assertThat(permits(care.but(Rule.deny().forResearch(GRU)).provision(), reading())).isTrue();
    assertThat(permits(Rule.permit().forResearch(GRU).provision(), reading())).isFalse();
  }

  @Test
  void everyDiseaseIsOneOfTheLimit() {
    assertThat(permits(research(DS), DS_ASKED, DIABETES)).isFalse();
    assertThat(permits(research(DS), DS_ASKED, DIABETES, CANCER)).isFalse();
    assertThat(permits(research().forResearch(DS, CANCER, DIABETES), DS_ASKED, DIABETES)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GRU",
        "DUO:0000005",
        "DUO:9999999",
        "DUO:0000007",
        "MONDO:0004992",
        "DUO:0000042 MONDO:0004992",
        "DUO:0000042 DOID:4",
        "DUO:0000042 DUO:0000022",
        "DUO:0000042 DUO:0000022=Germany",
        "DUO:0000042 DUO:0000022=",
        "DUO:0000042 DUO:0000019=yes",
        "DUO:0000042 DUO:0000026=dr-grey",
        "DUO:0000042 DUO:0000028=north-hospital",
        "DUO:0000042 DUO:0000024=2027-12-31",
        "DUO:0000042 DUO:0000025=12",
        "DUO:0000042=DE",
        "DUO:0000019",
      })
  void aUseThatCannotBeUnderstoodIsDenied(String terms) {
    assertThat(judge(permitting(research().provision()), researching(terms.split(" ", -1))))
        .isEqualTo(denied(DenialReason.RESEARCH_USE_UNKNOWN));
  }

  @Test
  void aUseInResearchDoesNotGoWithAnotherPurpose() {
    var request = reading();
    var contradicting =
        new DisclosureRequest(
            request.asker(),
            "TREAT",
            List.of(GRU_ASKED),
            "use",
            request.dataClasses(),
            request.resource(),
            request.requester(),
            request.at());

    assertThat(judge(permitting(research().provision()), contradicting))
        .isEqualTo(denied(DenialReason.RESEARCH_USE_UNKNOWN));
  }

  @Test
  void thePolicyBeforeKnewNoUseInResearch() {
    var first =
        Policies.named("f2ad107a29ba0818e7cc98aadd0dc11b390a57412ae6ef73547eb02cb8ce921d")
            .orElseThrow();
    var consents = permitting(research().provision());

    assertThat(DisclosurePolicy.judge(first, consents, researching()))
        .isInstanceOf(Verdict.Permit.class);
    assertThat(DisclosurePolicy.judge(first, consents, researching(GRU_ASKED)))
        .isEqualTo(denied(DenialReason.RESEARCH_USE_UNKNOWN));
  }

  @ParameterizedTest
  @EnumSource(names = {"GSO", "NMDS", "NPU", "NCU", "NPUNCU", "IRB"})
  void aConditionHasToBeStated(DuoModifier modifier) {
    var rule = research(GRU).provided(modifier);
    var others =
        Stream.concat(
                Stream.of(HMB_ASKED),
                Stream.of("GSO", "NMDS", "IRB", "PUB", "COL", "RTN")
                    .map(DuoModifier::valueOf)
                    .filter(other -> other != modifier)
                    .map(DuoModifier::code))
            .toArray(String[]::new);

    assertThat(permits(rule, HMB_ASKED, modifier.code())).isTrue();
    assertThat(permits(rule, others)).isFalse();
  }

  @Test
  void notForProfitAndNotCommercialAreTwoThings() {
    var profit = DuoModifier.NPU.code();
    var commerce = DuoModifier.NCU.code();
    var both = DuoModifier.NPUNCU.code();

    assertThat(permits(research(GRU).provided(DuoModifier.NPU), HMB_ASKED, both)).isTrue();
    assertThat(permits(research(GRU).provided(DuoModifier.NCU), HMB_ASKED, both)).isTrue();
    assertThat(permits(research(GRU).provided(DuoModifier.NPU), HMB_ASKED, commerce)).isFalse();
    assertThat(permits(research(GRU).provided(DuoModifier.NCU), HMB_ASKED, profit)).isFalse();
    var limit = research(GRU).provided(DuoModifier.NPUNCU);
    assertThat(permits(limit, HMB_ASKED, profit, commerce)).isTrue();
    assertThat(permits(limit, HMB_ASKED, profit)).isFalse();
    assertThat(permits(limit, HMB_ASKED, commerce)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"GS, DE, FR, CH", "PS, project-7, project-8, project-9"})
  void everyValueThatIsStatedIsOneOfTheLimit(
      DuoModifier modifier, String one, String two, String other) {
    var rule = research(GRU).provided(modifier, one, two);
    var term = modifier.code() + "=";

    assertThat(permits(rule, HMB_ASKED, term + one)).isTrue();
    assertThat(permits(rule, HMB_ASKED, term + one, term + two)).isTrue();
    assertThat(permits(rule, HMB_ASKED, term + one, term + other)).isFalse();
    assertThat(permits(rule, HMB_ASKED)).isFalse();
  }

  @Test
  void theUserAndTheInstitutionAreThoseOfTheToken() {
    assertThat(permits(research(GRU).provided(DuoModifier.US, CLINICIAN.id()), HMB_ASKED)).isTrue();
    assertThat(permits(research(GRU).provided(DuoModifier.US, "dr-hill"), HMB_ASKED)).isFalse();
    var north = research(GRU).provided(DuoModifier.IS, "north-hospital");
    assertThat(permits(north, HMB_ASKED)).isTrue();
    assertThat(permits(research(GRU).provided(DuoModifier.IS, "south"), HMB_ASKED)).isFalse();
    assertThat(permits(north.provision(), by(SERVICE))).isFalse();
    assertThat(permits(research(GRU).provision(), by(SERVICE))).isTrue();
  }

  private static DisclosureRequest by(Actor actor) {
    var request = researching(HMB_ASKED);
    return new DisclosureRequest(
        new Asker(actor, Set.of(), null, ""),
        "HRESCH",
        request.researchUse(),
        "use",
        request.dataClasses(),
        request.resource(),
        request.requester(),
        request.at());
  }

  @ParameterizedTest
  @CsvSource({
    "PUB, PUBLISH_RESULTS",
    "COL, COLLABORATE",
    "RTN, RETURN_RESULTS",
    "IRB, DOCUMENT_ETHICS_APPROVAL"
  })
  void whatNobodyCanJudgeObliges(DuoModifier modifier, Obligation obligation) {
    assertThat(
            obligations(
                List.of(research(GRU).provided(modifier).provision()),
                HMB_ASKED,
                DuoModifier.IRB.code()))
        .containsExactly(obligation);
  }

  @Test
  void aMoratoriumAndALimitOfTimeOblige() {
    var limit =
        research(GRU).provided(DuoModifier.TS, "12").provided(DuoModifier.MOR, "2027-12-31");

    assertThat(obligations(List.of(limit.provision()), HMB_ASKED))
        .containsExactly(Obligation.OBSERVE_MORATORIUM, Obligation.END_USE_IN_TIME);
  }

  @Test
  void aPermitObligesToWhatEachRuleAsksForThatItRestsOn() {
    var first = research(GRU).provided(DuoModifier.RTN);
    var within =
        research()
            .but(
                Rule.permit().forResearch(HMB).provided(DuoModifier.PUB),
                Rule.permit().forResearch(GRU).provided(DuoModifier.COL),
                Rule.permit().forResearch(POA).provided(DuoModifier.TS, "1"));

    assertThat(obligations(List.of(first.provision(), within.provision()), HMB_ASKED))
        .containsExactly(
            Obligation.PUBLISH_RESULTS, Obligation.COLLABORATE, Obligation.RETURN_RESULTS);
  }

  @Test
  void anExceptionToAnExceptionObligesTooUnlessTheOneAroundItDoesNotCover() {
    var inner = Rule.permit().forResearch(HMB).provided(DuoModifier.RTN);
    var covers = research().but(Rule.permit().but(inner));
    var doesNot = research().but(Rule.permit().with(DataClass.HTT).but(inner));

    assertThat(obligations(List.of(covers.provision()), HMB_ASKED))
        .containsExactly(Obligation.RETURN_RESULTS);
    assertThat(permits(doesNot, HMB_ASKED)).isTrue();
    assertThat(obligations(List.of(doesNot.provision()), HMB_ASKED)).isEmpty();
  }

  @Test
  void whatIsDeniedObligesToNothing() {
    var oneClass = research(GRU).provided(DuoModifier.RTN).provision();
    var other =
        Rule.permit()
            .forPurposes("HRESCH")
            .doing(Action.USE)
            .with(DataClass.HTT, DataClass.APOE)
            .forResearch(GRU)
            .provided(DuoModifier.PUB)
            .provision();
    var denial = Rule.deny().with(DataClass.HTT, DataClass.APOE).provision();
    var request = researching(HMB_ASKED);
    var ofThree =
        new DisclosureRequest(
            request.asker(),
            "HRESCH",
            request.researchUse(),
            "use",
            List.of("pharmacogenomic", "htt"),
            "r",
            "s",
            request.at());

    assertThat(judge(permitting(oneClass, other, denial), ofThree))
        .isInstanceOfSatisfying(
            Verdict.Permit.class,
            permit -> assertThat(permit.obligations()).containsExactly(Obligation.RETURN_RESULTS));
  }

  @Test
  void aTermOfAnotherFormIsNotKept() {
    var long53 = "DUO:0000027=" + "x".repeat(53);

    assertThat(
            researching("John Smith", long53, "DUO:0000027=" + "x".repeat(52), CANCER)
                .researchUse())
        .containsExactly("unknown", "unknown", "DUO:0000027=" + "x".repeat(52), CANCER);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> researching(Collections.nCopies(33, GRU_ASKED).toArray(String[]::new)));
    assertThat(researching(Collections.nCopies(32, GRU_ASKED).toArray(String[]::new)).researchUse())
        .hasSize(32);
  }
}
