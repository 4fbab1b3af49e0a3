package org.genomerecord.record.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.genomerecord.record.permit.DecisionAnswer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How each service reads JSON (StrictJson), and what it answers where it cannot.
class ReadingABodyTest {
  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());

  static {
    new StrictJson().customize(JSON);
  }

  enum Size {
    @JsonProperty("quite-small")
    SMALL,
    @JsonProperty("quite-big")
    BIG
  }

  record Line(@Nullable String note, @Nullable Double weight) {}

  record Order(
      @JsonProperty(required = true) Size size,
      @Nullable Integer version,
      @Nullable Boolean urgent,
      @Nullable List<Line> lines,
      @Nullable Set<Size> sizes,
      @Nullable Map<String, Line> byName,
      @Nullable Instant until) {}

  private static Order read(String json) throws JsonProcessingException {
    return JSON.readValue(json.replace('\'', '"'), Order.class);
  }

  private static Problem problemOf(String json) {
    var failure = catchThrowableOfType(JacksonException.class, () -> read(json));
    assertThat(failure).as("refused: %s", json).isNotNull();
    return Problem.of(UnreadableJson.of(failure));
  }

  private static void refused(String json, String pointer, String detail) {
    var problem = problemOf(json);
    assertThat(problem.code()).isEqualTo("json");
    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.pointer()).isEqualTo(pointer);
    assertThat(problem.detail()).startsWith(detail).contains(" (near line 1, column ");
  }

  @Test
  void whatIsRightIsRead() throws JsonProcessingException {
    var order =
        read(
            "{'size':'quite-big','version':1,'urgent':true,'lines':[{'note':'','weight':2}],'until':'2027-12-31T00:00:00Z'}");

    assertThat(order.size()).isEqualTo(Size.BIG);
    assertThat(order.lines()).containsExactly(new Line("", 2.0));
  }

  @Test
  void aFieldThatNobodyKnowsIsNamedWithThoseThatAreKnown() {
    refused(
        "{'size':'quite-big','colour':'red'}",
        "/colour",
        "/colour is no field that is known here; known are: byName, lines, size,");
    refused(
        "{'size':'quite-big','lines':[{},{'colour':'red'}]}",
        "/lines/1/colour",
        "/lines/1/colour is no field that is known here; known are: note, weight");
  }

  @Test
  void aFieldThatIsMissingIsNamed() {
    refused("{'version':1}", "/size", "/size is missing");
  }

  @Test
  void aCodeThatNobodyKnowsIsAnsweredWithThoseThatAreKnown() {
    refused("{'size':'huge'}", "/size", "/size is one of: quite-small, quite-big");
    refused("{'size':1}", "/size", "/size is one of: quite-small, quite-big");
    refused(
        "{'size':'quite-big','sizes':['quite-small','huge']}",
        "/sizes/1",
        "/sizes/1 is one of: quite-small, quite-big");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '#',
      value = {
        "'version':'1'; /version; a number",
        "'version':''; /version; a number",
        "'version':1.0; /version; a number",
        "'version':true; /version; a number",
        "'version':[1]; /version; a number",
        "'urgent':'true'; /urgent; true or false",
        "'urgent':1; /urgent; true or false",
        "'urgent':0.0; /urgent; true or false",
        "'lines':{}; /lines; a list",
        "'lines':''; /lines; a list",
        "'lines':[{},1]; /lines/1; an object",
        "'lines':['']; /lines/0; an object",
        "'lines':[{'note':1}]; /lines/0/note; a text",
        "'lines':[{'note':1.5}]; /lines/0/note; a text",
        "'lines':[{'note':false}]; /lines/0/note; a text",
        "'lines':[{'weight':'1'}]; /lines/0/weight; a number",
        "'byName':{'one':{'weight':true}}; /byName/one/weight; a number",
        "'until':'tomorrow'; /until; a time",
        "'until':''; /until; a time",
      })
  void whatIsOfAnotherKindIsNamedWithTheKindThatBelongsThere(
      String field, String pointer, String kind) {
    refused("{'size':'quite-big',%s}".formatted(field), pointer, pointer + " holds " + kind);
  }

  @Test
  void whatEndsTooEarlyIsToldFromWhatIsNoJson() {
    for (var json : List.of("{'size':'quite-big'", "{'size':'quite-big','lines':[{'note':'a")) {
      assertThat(problemOf(json).detail()).startsWith("the body ends before its JSON does (near ");
    }
    assertThat(problemOf("{'size':quite-big}").detail()).startsWith("the body is not JSON");
    assertThat(problemOf("{'size':'quite-big','size':'quite-big'}").detail())
        .contains("a field stands twice");
    refused("{'size':'quite-big'} {}", "", "the body goes on after its JSON");
    refused("[]", "", "the body holds an object");
  }

  /// A name may be a person's, where a program confuses names and values.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '#',
      value = {
        "{'size':'Zaphod'};/size",
        "{'size':'quite-big','version':'Zaphod'};/version",
        "{'size':'quite-big','until':'Zaphod'};/until",
        "{'size':'quite-big','Zaphod B.':1};##",
        "{'size':'quite-big','lines':[{'Zaphod/B':1}]};/lines/0",
        "{'size':'quite-big','byName':{'Zaphod B.':{'note':1}}};/byName",
        "{'size':'quite-big',Zaphod};##",
        "{'size':'quite-big','lines':[{'note':'Zaphod;/lines/0/note",
      })
  void nothingThatWasSentStandsInTheAnswer(String json, String pointer) throws Exception {
    var answer =
        new ObjectMapper()
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
            .writeValueAsString(problemOf(json));

    assertThat(answer).doesNotContain("Zaphod").contains("\"pointer\":\"" + pointer + "\"");
  }

  @Test
  void whatALaterReleaseAnswersMoreIsNoFaultOfThatAnswer() throws JsonProcessingException {
    var answer =
        JSON.readValue(
            "{\"decision\":\"0b8f3c1e-5d0a-4f4e-8f57-2f7a4a1f0002\",\"position\":7,\"reason\":\"no-consent\",\"dataClasses\":[],\"obligations\":[],\"keyGeneration\":0,\"later\":1}",
            DecisionAnswer.class);

    assertThat(answer.position()).isEqualTo(7);
  }
}
