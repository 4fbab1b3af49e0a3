package org.genomerecord.consent.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.consent.provision.SampleConsents.DURING;
import static org.genomerecord.consent.provision.SampleConsents.FROM;
import static org.genomerecord.consent.provision.SampleConsents.UNTIL;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.genomerecord.record.edge.StrictJson;
import org.genomerecord.record.edge.UnreadableJson;
import org.genomerecord.record.event.Action;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DuoModifier;
import org.genomerecord.record.event.DuoPermission;
import org.genomerecord.record.event.Party;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.event.ResearchUse;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskingForAProvisionTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static {
    new StrictJson().customize(JSON);
  }

  private static final String LIMITS =
      "'purposesOfUse':['TREAT'],'actions':['use'],'dataClasses':['apoe'],'until':'2027-01-01T00:00:00Z'";

  private static Provision asked(String json) throws JsonProcessingException {
    return JSON.readValue(json.replace('\'', '"'), AskedProvision.class).toProvision(DURING);
  }

  private static void refused(ThrowingCallable asking, String code, String where) {
    assertThatThrownBy(asking)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.category()).isEqualTo(Category.INCORRECT);
              assertThat(refusal.code()).isEqualTo(code);
              assertThat(refusal).hasMessageStartingWith(where + ": ");
            });
  }

  @Test
  void itIsReadWithItsExceptions() throws Exception {
    var provision =
        asked(
            "{'type':'permit','actors':[{'kind':'organisation','id':'north'}],%s,'from':'2026-01-01T00:00:00Z','provisions':[{'type':'deny','actors':[{'kind':'role','id':'counsellor'}]}]}"
                .formatted(LIMITS));

    assertThat(provision)
        .isEqualTo(
            Rule.permit()
                .to(Party.organisation("north"))
                .forPurposes("TREAT")
                .doing(Action.USE)
                .with(DataClass.APOE)
                .between(FROM, UNTIL)
                .but(Rule.deny().to(new Party(Party.Kind.ROLE, "counsellor")))
                .provision());
  }

  @Test
  void withoutABeginningItHoldsFromNowAndItsExceptionsAsLongAsIt() throws Exception {
    var provision = asked("{'type':'permit',%s,'provisions':[{'type':'deny'}]}".formatted(LIMITS));

    assertThat(provision.from()).isEqualTo(DURING);
    assertThat(provision.provisions().getFirst().from()).isNull();
  }

  @Test
  void aDenialNeedsNoLimit() throws Exception {
    assertThat(asked("{'type':'deny','dataClasses':['htt']}").until()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"'purposesOfUse':['TREAT'],", "'actions':['use'],", "'dataClasses':['apoe'],"})
  void whatPermitsHasALimitOfEachKind(String limit) {
    refused(
        () -> asked("{'type':'permit',%s}".formatted(LIMITS.replace(limit, ""))),
        "provision-incomplete",
        "provision");
  }

  @Test
  void whatPermitsHasAnEnd() {
    refused(
        () -> asked("{'type':'permit',%s}".formatted(LIMITS.replaceFirst(",'until':'[^']*'", ""))),
        "provision-incomplete",
        "provision");
  }

  @Test
  void anExceptionHasTheLimitsOfItsRuleToo() throws Exception {
    var north = "{'type':'permit','actors':[{'kind':'organisation','id':'north'}]}";
    assertThat(asked("{'type':'deny',%s,'provisions':[%s]}".formatted(LIMITS, north)).provisions())
        .hasSize(1);
    refused(
        () -> asked("{'type':'deny','provisions':[{'type':'deny'},{'type':'permit'}]}"),
        "provision-incomplete",
        "provision/provisions/1");
  }

  @Test
  void whatNobodyKnowsIsRefusedAndNotLeftOut() {
    refused(
        () -> asked("{'type':'deny','purposesOfUse':['TREATMENT']}"),
        "purpose-unknown",
        "provision");
    refused(
        () ->
            asked(
                "{'type':'deny','provisions':[{'type':'deny','actors':[{'kind':'role','id':'physician'}]}]}"),
        "role-unknown",
        "provision/provisions/0");
    assertThatThrownBy(() -> asked("{'type':'deny','dataClasses':['brca']}"))
        .isInstanceOf(JsonProcessingException.class);
    assertThatThrownBy(() -> asked("{'type':'deny','dataClass':['apoe']}"))
        .isInstanceOf(JsonProcessingException.class);
  }

  private static String research(String type, String fields) {
    return "{'type':'%s',%s,'researchUse':{%s}}"
        .formatted(type, LIMITS.replace("TREAT", "HRESCH"), fields);
  }

  @Test
  void aLimitOfResearchIsReadWithItsConditions() throws Exception {
    var provision =
        asked(
            research(
                "permit",
                "'permission':'DUO:0000007','diseases':['MONDO:0004992'],'modifiers':{'DUO:0000019':[],'DUO:0000022':['DE']}"));

    assertThat(provision.researchUse())
        .isEqualTo(
            new ResearchUse(
                DuoPermission.DS,
                Set.of("MONDO:0004992"),
                Map.of(DuoModifier.PUB, Set.of(), DuoModifier.GS, Set.of("DE"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'permission':'DUO:0000005','diseases':[],'modifiers':{}",
        "'permission':'GRU','diseases':[],'modifiers':{}",
        "'permission':'DUO:0000042','diseases':[],'modifiers':{'DUO:0000012':[]}",
        "'permission':'DUO:0000042','diseases':[],'modifiers':{'PUB':[]}",
        "'permission':'DUO:0000042','diseases':[],'modifiers':{'DUO:0000022':[]}",
        "'permission':'DUO:0000042','diseases':[],'modifiers':{'DUO:0000019':null}",
        "'permission':'DUO:0000007','diseases':[],'modifiers':{}",
        "'permission':'DUO:0000007','diseases':[null],'modifiers':{}",
        "'permission':'DUO:0000007','diseases':['DOID:4'],'modifiers':{}",
        "'permission':'DUO:0000042','diseases':[],'modifiers':{},'note':''",
        "'diseases':[],'modifiers':{}",
        "'permission':'DUO:0000042','modifiers':{}",
        "'permission':'DUO:0000042','diseases':[]",
      })
  void aTermOfResearchThatNobodyKnowsIsRefusedWithItsPlace(String fields) {
    assertThatThrownBy(() -> asked(research("permit", fields)))
        .isInstanceOfSatisfying(
            JsonMappingException.class,
            refusal -> assertThat(refusal.getPathReference()).contains("researchUse"));
  }

  @Test
  void whatDeniesResearchNamesNoConditions() {
    refused(
        () ->
            asked(
                "{'type':'deny','provisions':[%s]}"
                    .formatted(
                        research(
                            "deny",
                            "'permission':'DUO:0000042','diseases':[],'modifiers':{'DUO:0000019':[]}"))),
        "provision",
        "provision/provisions/0");
  }

  /// Whoever leaves the condition unsaid would be permitted by the rule around it.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'permission':'DUO:0000006','diseases':[],'modifiers':{'DUO:0000018':[]}",
        "'permission':'DUO:0000007','diseases':['MONDO:0004992'],'modifiers':{}",
      })
  void whatDeniesWithinConditionsOfResearchIsRefused(String conditions) {
    var within =
        "{'type':'permit','researchUse':{%s},'provisions':[{'type':'permit','provisions':[{'type':'deny','dataClasses':['htt']}]}]}"
            .formatted(conditions);
    refused(
        () ->
            asked(
                "{'type':'permit',%s,'provisions':[%s]}"
                    .formatted(LIMITS.replace("TREAT", "HRESCH"), within)),
        "provision-incomplete",
        "provision/provisions/0/provisions/0/provisions/0");
  }

  @Test
  void aLimitOfResearchIsNoLimitOfCare() {
    refused(
        () ->
            asked(
                research("permit", "'permission':'DUO:0000042','diseases':[],'modifiers':{}")
                    .replace("HRESCH", "TREAT")),
        "provision",
        "provision");
  }

  @Test
  void anExceptionForSomeResearchLeavesTheRestDenied() throws Exception {
    assertThat(
            asked(
                    "{'type':'deny',%s,'provisions':[{'type':'permit','researchUse':{'permission':'DUO:0000006','diseases':[],'modifiers':{}}}]}"
                        .formatted(LIMITS.replace("TREAT", "HRESCH")))
                .provisions())
        .hasSize(1);
  }

  @Test
  void itSaysWhetherItPermits() {
    refused(() -> asked("{'dataClasses':['htt']}"), "provision-incomplete", "provision");
    refused(
        () -> asked("{'type':'deny','provisions':[{}]}"),
        "provision-incomplete",
        "provision/provisions/0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"actors", "purposesOfUse", "actions", "dataClasses", "provisions"})
  void aListThatHoldsNothingInAPlaceIsRefused(String list) {
    refused(() -> asked("{'type':'deny','%s':[null]}".formatted(list)), "provision", "provision");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'id':'north'}", "{'kind':'role'}", "{'kind':'role','id':'a b'}"})
  void anActorHasAKindAndAnId(String actor) {
    assertThatThrownBy(() -> asked("{'type':'deny','actors':[%s]}".formatted(actor)))
        .isInstanceOf(JsonProcessingException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'1'", "1.0", "true", "''"})
  void aVersionOfATemplateIsANumber(String version) {
    var json = "{'template':'never-apoe-htt','version':%s}".formatted(version).replace('\'', '"');

    assertThatThrownBy(() -> JSON.readValue(json, ConsentsResource.Grant.class))
        .isInstanceOfSatisfying(
            JsonProcessingException.class,
            refusal -> assertThat(UnreadableJson.of(refusal).pointer()).isEqualTo("/version"));
  }

  @Test
  void anExceptionThatPermitsAllThatIsDeniedIsRefused() {
    refused(
        () ->
            asked(
                "{'type':'deny',%s,'provisions':[{'type':'permit','actors':[]}]}"
                    .formatted(LIMITS)),
        "provision-incomplete",
        "provision/provisions/0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"''", "'2027'", "'+10000-01-01T00:00:00Z'", "'tomorrow'"})
  void aTimeIsWrittenInOneWay(String until) {
    refused(() -> asked("{'type':'deny','until':%s}".formatted(until)), "provision", "provision");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':0}",
        "{'type':'deny','dataClasses':[4]}",
        "{'type':'deny','until':1830297600000}",
        "{'type':'deny','type':'permit'}",
      })
  void whatCouldMeanSomethingElseIsNotRead(String json) {
    assertThatThrownBy(() -> asked(json)).isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void aPeriodThatEndsBeforeItBeginsIsRefused() {
    refused(
        () -> asked("{'type':'deny','from':'2027-01-01T00:00:00Z','until':'2026-01-01T00:00:00Z'}"),
        "provision",
        "provision");
  }
}
