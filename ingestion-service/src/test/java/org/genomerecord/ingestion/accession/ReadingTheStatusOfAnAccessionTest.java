package org.genomerecord.ingestion.accession;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.ingestion.accession.SampleSubmissions.ACCESSION;
import static org.genomerecord.ingestion.accession.SampleSubmissions.LATER;
import static org.genomerecord.ingestion.accession.SampleSubmissions.NOON;
import static org.genomerecord.ingestion.accession.SampleSubmissions.PATIENT;
import static org.genomerecord.ingestion.accession.SampleSubmissions.WITHDRAWN_AT;
import static org.genomerecord.ingestion.accession.SampleSubmissions.accepted;
import static org.genomerecord.ingestion.accession.SampleSubmissions.file;
import static org.genomerecord.ingestion.accession.SampleSubmissions.received;
import static org.genomerecord.ingestion.accession.SampleSubmissions.refused;
import static org.genomerecord.ingestion.accession.SampleSubmissions.superseded;
import static org.genomerecord.ingestion.accession.SampleSubmissions.withdrawn;

import java.util.List;
import org.genomerecord.record.event.AccessionEvent;
import org.genomerecord.record.event.AccessionEvent.ExpressionPanelAccepted;
import org.genomerecord.record.event.AccessionEvent.SubmissionReceived;
import org.genomerecord.record.event.CallSetId;
import org.junit.jupiter.api.Test;

class ReadingTheStatusOfAnAccessionTest {
  private static final SubmissionReceived FIRST = received(PATIENT, "content", file('1'));

  private static AccessionStatus after(AccessionEvent... events) {
    var accession = Accession.initial();
    for (var event : events) {
      accession = accession.evolve(event);
    }
    return AccessionStatus.of(new Accessions.Current(accession, 17));
  }

  @Test
  void whatIsReceivedIsNotFinal() {
    var status = after(FIRST);

    assertThat(status)
        .isEqualTo(
            new AccessionStatus(
                ACCESSION,
                "received",
                17,
                NOON,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
    assertThat(status.isFinal()).isFalse();
  }

  @Test
  void whileItsFileIsReadItIsValidating() {
    var waiting = after(FIRST);

    assertThat(waiting.validating(true).state()).isEqualTo("validating");
    assertThat(waiting.validating(true).isFinal()).isFalse();
    assertThat(waiting.validating(false)).isSameAs(waiting);
  }

  /// It may have been settled since the reading was seen.
  @Test
  void whatIsSettledIsNotValidatingAnyMore() {
    var settled = after(FIRST, accepted(FIRST.file()));

    assertThat(settled.validating(true)).isSameAs(settled);
  }

  @Test
  void ofAnAcceptedExpressionPanelNothingIsTold() {
    var callSet = accepted(FIRST.file());
    var status =
        after(
            FIRST,
            new ExpressionPanelAccepted(
                ACCESSION,
                callSet.lab(),
                PATIENT,
                callSet.callSet(),
                List.of(),
                callSet.file(),
                callSet.sealed(),
                LATER));

    assertThat(status.state()).isEqualTo("accepted");
    assertThat(status.records()).isNull();
    assertThat(status.calls()).isNull();
    assertThat(status.assembly()).isNull();
  }

  @Test
  void anAcceptedCallSetIsNamedWithItsAssemblySizeAndWarnings() {
    var status = after(FIRST, accepted(FIRST.file()));

    assertThat(status)
        .isEqualTo(
            new AccessionStatus(
                ACCESSION,
                "accepted",
                17,
                NOON,
                LATER,
                new CallSetId("call-set-1"),
                "GRCh38",
                42L,
                null,
                List.of("contig-lengths"),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
    assertThat(status.isFinal()).isTrue();
  }

  @Test
  void aRefusalSaysWhatAndWhere() {
    var status = after(FIRST, refused());

    assertThat(status)
        .isEqualTo(
            new AccessionStatus(
                ACCESSION,
                "refused",
                17,
                NOON,
                LATER,
                null,
                null,
                null,
                null,
                null,
                "vcf-columns",
                17L,
                "a line has 8 columns",
                null,
                null,
                null,
                null,
                null,
                null));
    assertThat(status.isFinal()).isTrue();
  }

  @Test
  void aWithdrawalSaysWhatHadBeenAcceptedAndWhyItCountsNoMore() {
    var accepted = after(FIRST, accepted(FIRST.file()));

    var status = after(FIRST, accepted(FIRST.file()), withdrawn());

    assertThat(status.state()).isEqualTo("withdrawn");
    assertThat(status.callSet()).isEqualTo(accepted.callSet());
    assertThat(status.settledAt()).isEqualTo(LATER);
    assertThat(status.withdrawnAt()).isEqualTo(WITHDRAWN_AT);
    assertThat(status.withdrawal()).isEqualTo("analytical-error");
    assertThat(status.code()).isNull();
  }

  @Test
  void aCorrectionLeavesWhatIsInForceUntilItIsAccepted() {
    var correction = received(PATIENT, "better", file('3'));
    var accepted = after(FIRST, accepted(FIRST.file()));

    var waits = after(FIRST, accepted(FIRST.file()), correction);
    var refused = after(FIRST, accepted(FIRST.file()), correction, refused());
    var amended =
        after(FIRST, accepted(FIRST.file()), correction, accepted(correction.file()), superseded());

    assertThat(waits.state()).isEqualTo("accepted");
    assertThat(waits.callSet()).isEqualTo(accepted.callSet());
    assertThat(waits.ofCorrection()).isEqualTo(after(correction));
    assertThat(waits.validating(true).state()).isEqualTo("accepted");
    assertThat(requireNonNull(waits.validating(true).correction()).state()).isEqualTo("validating");
    assertThat(refused.state()).isEqualTo("accepted");
    assertThat(refused.code()).isNull();
    assertThat(refused.ofCorrection()).isEqualTo(after(correction, refused()));
    assertThat(amended.state()).isEqualTo("amended");
    assertThat(amended.correction()).isNull();
    assertThat(amended.versions())
        .containsExactly(new AccessionStatus.Version(NOON, LATER, 42L, null, "analytical-error"));
  }

  @Test
  void whatIsInForceIsInterpretedAndWhatWasAmendedStaysSo() {
    var correction = received(PATIENT, "better", file('3'));
    var accepted = after(FIRST, accepted(FIRST.file()));
    var amended =
        after(FIRST, accepted(FIRST.file()), correction, accepted(correction.file()), superseded());

    assertThat(accepted.interpreted(null)).isEqualTo(accepted);
    assertThat(accepted.interpreted(WITHDRAWN_AT).state()).isEqualTo("interpreted");
    assertThat(accepted.interpreted(WITHDRAWN_AT).interpretedAt()).isEqualTo(WITHDRAWN_AT);
    assertThat(accepted.interpreted(WITHDRAWN_AT).warnings()).isEqualTo(accepted.warnings());
    assertThat(amended.interpreted(WITHDRAWN_AT).state()).isEqualTo("amended");
    assertThat(amended.interpreted(WITHDRAWN_AT).interpretedAt()).isEqualTo(WITHDRAWN_AT);
    assertThat(amended.interpreted(WITHDRAWN_AT).versions()).isEqualTo(amended.versions());
  }

  @Test
  void whatIsNotInForceIsNotInterpreted() {
    var waits = after(FIRST);
    var refused = after(FIRST, refused());
    var withdrawn = after(FIRST, accepted(FIRST.file()), withdrawn());

    assertThat(waits.interpreted(WITHDRAWN_AT)).isEqualTo(waits);
    assertThat(refused.interpreted(WITHDRAWN_AT)).isEqualTo(refused);
    assertThat(withdrawn.interpreted(WITHDRAWN_AT)).isEqualTo(withdrawn);
  }

  @Test
  void aBetterFileStartsAnew() {
    assertThat(after(FIRST, refused(), received(PATIENT, "better", file('3'))))
        .isEqualTo(after(FIRST));
  }

  @Test
  void whatWasNeverSubmittedHasNoStatus() {
    assertThatThrownBy(() -> after()).isInstanceOf(IllegalArgumentException.class);
  }
}
