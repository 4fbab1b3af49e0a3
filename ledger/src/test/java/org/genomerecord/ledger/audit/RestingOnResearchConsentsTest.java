package org.genomerecord.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.genomerecord.ledger.envelope.CanonicalEnvelope;
import org.genomerecord.ledger.text.Malformed;
import org.junit.jupiter.api.Test;

class RestingOnResearchConsentsTest {
  private static final String LIMIT =
      "{\"permission\":\"DUO:0000042\",\"diseases\":[],\"modifiers\":{\"DUO:0000019\":[]}}";

  private static CanonicalEnvelope first(String type) {
    var entries = Exports.LOGS.entries(AuditedLog.CONSENT);
    return CanonicalEnvelope.decode(
        entries.get(EditedLogs.first(entries, event -> event.type().equals(type))));
  }

  private static AuditedEvent granted(String version) {
    return granted(version, "");
  }

  /// @param exceptions rules, with commas between them
  private static AuditedEvent granted(String version, String exceptions) {
    var event = first(KnownEvent.GRANTED);
    var rule =
        "\"provision\":{\"type\":\"permit\",\"purposesOfUse\":[\"HRESCH\"],\"researchUse\":"
            + LIMIT
            + ",\"provisions\":["
            + exceptions
            + "]},";
    var payload = event.payload().replaceFirst("\"provision\":.*(?=\"grantedAt\")", rule);
    return EventReading.read(
        AuditedLog.CONSENT,
        1,
        CanonicalEnvelope.decode(Envelopes.ofVersion(event, version, payload)));
  }

  /// @param more fields
  private static AuditedEvent permitted(String more) {
    return permitted("pharmacogenomic", more);
  }

  private static AuditedEvent permitted(String dataClasses, String more) {
    var event = first(KnownEvent.PERMITTED);
    var payload =
        event
            .payload()
            .replace("[\"pharmacogenomic\"]", "[\"" + dataClasses.replace(" ", "\",\"") + "\"]")
            .replaceFirst("}$", "," + more + "}");
    var read =
        EventReading.read(
            AuditedLog.CONSENT,
            2,
            CanonicalEnvelope.decode(Envelopes.ofVersion(event, "3", payload)));
    return new AuditedEvent(
        read.kind(),
        read.place(),
        read.actor(),
        read.role(),
        read.organisation(),
        "HRESCH",
        read.values());
  }

  private static List<String> found(String term, String obligation) {
    var found = new ArrayList<String>();
    new ConsentRules((_, what) -> found.add(what), _ -> {})
        .judge(
            List.of(
                granted("3"),
                permitted(
                    "\"asked\":{\"researchUse\":[\"%s\"]},\"obligations\":[\"%s\"]"
                        .formatted(term, obligation))));
    return found;
  }

  @Test
  void itIsCoveredAndObligesAsItsConsentAsks() {
    assertThat(found("DUO:0000006", "publish-results")).isEmpty();
  }

  @Test
  void aPermitThatDoesNotOblige() {
    assertThat(found("DUO:0000006", "notify-patient"))
        .containsExactly("it does not oblige to what a consent that it rests on asks for");
  }

  private static List<String> foundBesideAnException(String obligations) {
    var found = new ArrayList<String>();
    var exception =
        "{\"type\":\"permit\",\"dataClasses\":[\"htt\"],\"researchUse\":%s}"
            .formatted(LIMIT.replace("DUO:0000019", "DUO:0000020"));
    new ConsentRules((_, what) -> found.add(what), _ -> {})
        .judge(
            List.of(
                granted("3", exception),
                permitted(
                    "apoe htt pharmacogenomic",
                    "\"asked\":{\"researchUse\":[\"DUO:0000006\"]},\"obligations\":[%s]"
                        .formatted(obligations))));
    return found;
  }

  /// Of three classes the exception is about the second: neither the first nor the last one shows.
  @Test
  void aPermitThatDoesNotObligeToWhatAnExceptionAsksForOneOfItsClasses() {
    assertThat(foundBesideAnException("\"publish-results\""))
        .containsExactly("it does not oblige to what a consent that it rests on asks for");
  }

  @Test
  void aPermitMayObligeToMoreThanItsConsentAsksFor() {
    assertThat(foundBesideAnException("\"publish-results\",\"collaborate\",\"return-results\""))
        .isEmpty();
  }

  @Test
  void researchThatTheConsentDoesNotCover() {
    assertThat(found("DUO:0000004", "publish-results"))
        .containsExactly("a consent that it rests on does not cover it");
  }

  @Test
  void aLimitOfResearchInAVersionThatHadNone() {
    assertThatThrownBy(() -> granted("2")).isInstanceOf(Malformed.class);
  }
}
