package org.genomerecord.record.permit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.ServerErrorException;
import java.util.ArrayList;
import java.util.List;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.seal.KeyInTransit.Recipient;
import org.genomerecord.record.seal.SubjectKey;
import org.junit.jupiter.api.Test;

class AskingForSeveralDecisionsTest {
  private static final Pseudonym PERMITTED = new Pseudonym("PATIENT0000000000000000001");
  private static final Pseudonym DENIED = new Pseudonym("PATIENT0000000000000000002");
  private static final SubjectKey KEY = SubjectKey.generate(PERMITTED, 1);

  /// Answers as consent-service would that knows two patients.
  private static class Consent implements DecisionsApi {
    private final List<BulkDecisionRequest> calls = new ArrayList<>();

    @Override
    public DecisionAnswer decide(String sealTo, DecisionRequest request) {
      throw new IllegalStateException("asked one by one");
    }

    @Override
    public List<DecisionAnswer> decideAll(String sealTo, BulkDecisionRequest bulk) {
      calls.add(bulk);
      return bulk.requests().stream().map(request -> answer(sealTo, request)).toList();
    }

    private static DecisionAnswer answer(String sealTo, DecisionRequest request) {
      var decision = new DecisionId("decision-of-" + request.patient());
      return PERMITTED.value().equals(request.patient())
          ? new DecisionAnswer(
              decision,
              1,
              null,
              PERMITTED,
              List.of(DataClass.PHARMACOGENOMIC),
              List.of(),
              1,
              Recipient.parse(sealTo).seal(KEY, decision),
              List.of())
          : new DecisionAnswer(
              decision, 2, "no-consent", DENIED, List.of(), List.of(), 0, null, List.of());
    }
  }

  private static DecisionRequest reading(Pseudonym patient) {
    return new DecisionRequest(
        patient.value(),
        null,
        "TREAT",
        List.of(),
        "use",
        List.of("pharmacogenomic"),
        "DiagnosticReport",
        null,
        "request-1",
        null);
  }

  private static List<Decision> ask(DecisionsApi consent) {
    return new Permits(consent)
        .askAll("token", List.of(reading(DENIED), reading(PERMITTED), reading(DENIED)));
  }

  private static void isUnavailable(DecisionsApi consent) {
    assertThatThrownBy(() -> ask(consent))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.category()).isEqualTo(Category.UNAVAILABLE));
  }

  @Test
  void theyAreOneCallAndAnsweredInOrderEachWithItsKeyOrReason() {
    var consent = new Consent();

    var decisions = ask(consent);

    assertThat(consent.calls).hasSize(1);
    assertThat(consent.calls.getFirst().subjectToken()).isEqualTo("token");
    assertThat(decisions)
        .extracting(decision -> decision instanceof Decision.Permit)
        .containsExactly(false, true, false);
    assertThat(decisions.get(1))
        .isInstanceOfSatisfying(
            Decision.Permit.class,
            permit -> {
              assertThat(permit.patient()).isEqualTo(PERMITTED);
              assertThat(permit.key().serialize()).isEqualTo(KEY.serialize());
            });
  }

  @Test
  void withoutAnAnswerToEachThereIsNone() {
    isUnavailable(
        new Consent() {
          @Override
          public List<DecisionAnswer> decideAll(String sealTo, BulkDecisionRequest bulk) {
            return super.decideAll(sealTo, bulk).subList(0, 2);
          }
        });
  }

  @Test
  void whenConsentServiceFailsThereIsNone() {
    isUnavailable(
        new Consent() {
          @Override
          public List<DecisionAnswer> decideAll(String sealTo, BulkDecisionRequest bulk) {
            throw new ServerErrorException(503);
          }
        });
    isUnavailable(
        new Consent() {
          @Override
          public List<DecisionAnswer> decideAll(String sealTo, BulkDecisionRequest bulk) {
            throw new ProcessingException("no connection");
          }
        });
  }
}
