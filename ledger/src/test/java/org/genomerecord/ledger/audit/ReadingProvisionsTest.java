package org.genomerecord.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.genomerecord.ledger.audit.Provision.Actor;
import org.genomerecord.ledger.envelope.CanonicalEnvelope;
import org.genomerecord.ledger.text.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingProvisionsTest {
  private static final CanonicalEnvelope GRANTED =
      CanonicalEnvelope.decode(
          Exports.LOGS
              .entries(AuditedLog.CONSENT)
              .get(
                  EditedLogs.first(
                      Exports.LOGS.entries(AuditedLog.CONSENT),
                      event -> event.type().equals(KnownEvent.GRANTED))));

  /// As it comes out of an event whose provision is this one.
  private static Provision read(String provision) {
    var payload =
        "{\"grantedAt\" : \"2026-01-01T00:00:00Z\" , \"provision\" :\n %s , \"consent\":\"%s\",\"patient\":\"%s\"}"
            .formatted(
                provision,
                EditedLogs.value("consent", GRANTED.payload()),
                EditedLogs.value("patient", GRANTED.payload()));
    var entry = CanonicalEnvelope.decode(Envelopes.with(GRANTED, GRANTED.tags(), payload));
    var event = EventReading.read(AuditedLog.CONSENT, 1, entry);
    return ProvisionReading.of(AuditedEvent.of(event.bytes()));
  }

  private static String deep(int depth) {
    return "{\"type\":\"deny\",\"provisions\":[".repeat(depth - 1)
        + "{\"type\":\"permit\"}"
        + "]}".repeat(depth - 1);
  }

  /// The root and its exceptions.
  private static String wide(int rules) {
    var exception =
        "{\"type\":\"deny\",\"actors\":[{\"kind\":\"person\",\"id\":\"dr-grün-{}\\\"\"}]}";
    return "{\"type\":\"permit\",\"provisions\":["
        + String.join(", ", Collections.nCopies(rules - 1, exception))
        + "]}";
  }

  @Test
  void everyLimitIsRead() {
    var provision =
        read(
            """
            {"type":"permit",
             "actors":[{"kind":"organisation","id":"north"},{"id":"dr-grey","kind":"person"}],
             "purposesOfUse":["TREAT"],"actions":["use","collect"],"dataClasses":["carrier"],
             "from":"2026-01-01T00:00:00Z","until":"2027-01-01T00:00:00Z",
             "provisions":[{"type":"deny","actors":[{"kind":"role","id":"lab"}],"from":null}]}
            """);

    var exception =
        new Provision(
            Provision.Type.DENY,
            List.of(new Actor(Actor.Kind.ROLE, "lab")),
            List.of(),
            null,
            List.of(),
            List.of(),
            null,
            null,
            List.of());
    assertThat(provision)
        .isEqualTo(
            new Provision(
                Provision.Type.PERMIT,
                List.of(
                    new Actor(Actor.Kind.ORGANISATION, "north"),
                    new Actor(Actor.Kind.PERSON, "dr-grey")),
                List.of("TREAT"),
                null,
                List.of("use", "collect"),
                List.of("carrier"),
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2027-01-01T00:00:00Z"),
                List.of(exception)));
  }

  @Test
  void asManyRulesAsAreAllowedAndNoMore() {
    assertThat(read(wide(500)).provisions())
        .hasSize(499)
        .allSatisfy(rule -> assertThat(rule.actors().getFirst().id()).isEqualTo("dr-grün-{}\""));

    assertThatThrownBy(() -> read(wide(501)))
        .isInstanceOf(Malformed.class)
        .hasMessage("a consent has at most 500 rules, 8 deep");
  }

  @Test
  void asDeepAsIsAllowedAndNoDeeper() {
    assertThat(read(deep(8)).type()).isEqualTo(Provision.Type.DENY);

    assertThatThrownBy(() -> read(deep(9)))
        .isInstanceOf(Malformed.class)
        .hasMessage("a consent has at most 500 rules, 8 deep");
    assertThatThrownBy(() -> read(deep(1_500))).isInstanceOf(Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "\"secret\"",
        "[]",
        "{}",
        "{'type':'secret'}",
        "{'type':null}",
        "{'type':['permit']}",
        "{'type':'PERMIT'}",
        "{'type':'permit','secret':[]}",
        "{'type':'permit','type':'deny'}",
        "{'type':'permit','purposeOfUse':'TREAT'}",
        "{'type':'permit','actors':{}}",
        "{'type':'permit','actors':null}",
        "{'type':'permit','actors':['secret']}",
        "{'type':'permit','actors':[{'kind':'secret','id':'x'}]}",
        "{'type':'permit','actors':[{'kind':'person'}]}",
        "{'type':'permit','actors':[{'id':'secret'}]}",
        "{'type':'permit','actors':[{'kind':'person','id':1e999}]}",
        "{'type':'permit','actors':[{'kind':'person','id':'x','secret':1}]}",
        "{'type':'permit','purposesOfUse':'secret'}",
        "{'type':'permit','actions':[1]}",
        "{'type':'permit','dataClasses':[null]}",
        "{'type':'permit','dataClasses':[['secret']]}",
        "{'type':'permit','from':1767225600}",
        "{'type':'permit','from':'secret'}",
        "{'type':'permit','until':'2026-02-30T00:00:00Z'}",
        "{'type':'permit','until':'2027-01-01'}",
        "{'type':'permit','researchUse':'secret'}",
        "{'type':'permit','researchUse':{}}",
        "{'type':'permit','researchUse':{'permission':'DUO:0000042'}}",
        "{'type':'permit','researchUse':{'permission':'DUO:0000042','modifiers':['secret']}}",
        "{'type':'permit','researchUse':{'permission':'secret','modifiers':{}}}",
        "{'type':'permit','researchUse':{'permission':'DUO:0000042','modifiers':{'secret':[]}}}",
        "{'type':'permit','researchUse':{'permission':'DUO:0000042','modifiers':{'DUO:0000019':0}}}",
        "{'type':'permit','researchUse':{'permission':'DUO:0000042','modifiers':{},'secret':1}}",
        "{'type':'permit','provisions':{}}",
        "{'type':'permit','provisions':[null]}",
        "{'type':'permit','provisions':[{'type':'secret'}]}",
        "{'type':'permit','provisions':[{'type':'deny','type':'permit'}]}",
        "{'type':'permit'",
        "{'type':'permit','actors':[}"
      })
  void whatIsNotUnderstoodIsMalformed(String provision) {
    assertThatThrownBy(() -> read(provision.replace('\'', '"')))
        .isInstanceOf(Malformed.class)
        .hasMessageNotContaining("secret");
  }
}
