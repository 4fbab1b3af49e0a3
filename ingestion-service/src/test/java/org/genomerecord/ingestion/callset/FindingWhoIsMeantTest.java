package org.genomerecord.ingestion.callset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.genomerecord.ingestion.callset.CallSetIntake.Asked;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.permit.Decision;
import org.genomerecord.record.permit.PatientIdentifier;
import org.junit.jupiter.api.Test;

/// A message may name its patient by several identifiers. Only one that nobody is known by is
/// passed over; what waits in quarantine does so once all of them were asked for.
class FindingWhoIsMeantTest {
  private static final PatientIdentifier FIRST = new PatientIdentifier("urn:oid:2.999.1", "1");
  private static final PatientIdentifier SECOND = new PatientIdentifier("urn:oid:2.999.2", "2");
  private static final PatientIdentifier THIRD = new PatientIdentifier("urn:oid:2.999.3", "3");

  private final List<PatientIdentifier> questions = new ArrayList<>();

  private Asked asking(Map<PatientIdentifier, String> reasons) {
    return CallSetIntake.firstKnown(
        List.of(FIRST, SECOND, THIRD),
        one -> {
          questions.add(one);
          return new Decision.Denial(
              new DecisionId("d" + one.value()),
              reasons.getOrDefault(one, "patient-unknown"),
              null);
        });
  }

  @Test
  void theFirstWhoIsKnownIsMeant() {
    var asked = asking(Map.of(SECOND, "no-consent", THIRD, "consent-withdrawn"));

    assertThat(asked.patient()).isEqualTo(SECOND);
    assertThat(asked.decision().id()).isEqualTo(new DecisionId("d2"));
    assertThat(questions).containsExactly(FIRST, SECOND);
  }

  @Test
  void whereNobodyIsKnownAllWereAskedFor() {
    assertThat(asking(Map.of()).decision().id()).isEqualTo(new DecisionId("d3"));
    assertThat(questions).containsExactly(FIRST, SECOND, THIRD);
  }
}
