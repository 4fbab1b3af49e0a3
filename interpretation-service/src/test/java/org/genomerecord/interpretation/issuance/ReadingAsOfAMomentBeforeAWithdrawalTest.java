package org.genomerecord.interpretation.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingAsOfAMomentBeforeAWithdrawalTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private static ReportRow report(String id, String callSet) {
    var row = new ReportRow();
    row.id = id;
    row.interpretation = id;
    row.callSet = callSet;
    row.accession = "accession-1";
    row.patient = "PATIENT";
    row.ciphertext = "c2VhbGVk";
    row.issuedAt = NOON;
    return row;
  }

  private static ReportRow withdrawn(String reason) {
    var row = new ReportRow();
    row.id = "second-withdrawn";
    row.amends = "second";
    row.callSet = "call-set-1";
    row.reason = reason;
    row.issuedAt = NOON.plusSeconds(60);
    return row;
  }

  @Test
  void whatIsAnotherPersonsIsNotOpened() {
    var first = report("first", "call-set-1"); // amended by `second`, before it was withdrawn
    var other = report("other", "call-set-2");

    for (var reason : List.of("wrong-patient", "specimen-mix-up")) {
      var told = ReportRow.withoutAnothers(List.of(first, other), List.of(withdrawn(reason)));

      assertThat(told).hasSize(2).last().isSameAs(other);
      assertThat(told.getFirst().isWithdrawn()).isTrue();
      assertThat(told.getFirst().amends).isEqualTo("first");
      assertThat(told.getFirst().reason).isEqualTo(reason);
      assertThat(told.getFirst().ciphertext).isNull();
    }
  }

  @Test
  void whatWasWrongAboutThePatientIsToldAsItWas() {
    var first = report("first", "call-set-1");

    for (var reason : List.of("analytical-error", "other")) {
      assertThat(ReportRow.withoutAnothers(List.of(first), List.of(withdrawn(reason))))
          .containsExactly(first);
    }
  }
}
