package org.genomerecord.ingestion.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.genomerecord.ingestion.accession.Accession;
import org.genomerecord.ingestion.accession.SampleSubmissions;
import org.genomerecord.ingestion.upkeep.InterpretationChanges.Step;
import org.genomerecord.record.event.AccessionEvent.WithdrawalReason;
import org.genomerecord.record.event.AccessionId;
import org.genomerecord.record.event.CallSetId;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.DecisionId;
import org.genomerecord.record.event.InterpretationEvent.Difference;
import org.genomerecord.record.event.InterpretationEvent.InterpretationAmended;
import org.genomerecord.record.event.InterpretationEvent.InterpretationDeclined;
import org.genomerecord.record.event.InterpretationEvent.InterpretationIssued;
import org.genomerecord.record.event.InterpretationEvent.InterpretationWithdrawn;
import org.genomerecord.record.event.InterpretationEvent.Reason;
import org.genomerecord.record.event.InterpretationId;
import org.genomerecord.record.event.Pseudonym;
import org.genomerecord.record.event.PurgeEvent.ReportsPurged;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.sourcing.Actor;
import org.genomerecord.record.sourcing.Attribution;
import org.genomerecord.record.sourcing.EventJson;
import org.genomerecord.record.sourcing.EventTypes;
import org.genomerecord.record.sourcing.UnknownEvent;
import org.genomerecord.record.store.Envelope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whether what was submitted is interpreted, by the events of interpretation-service.
class FollowingInterpretationsTest {
  private static final UUID EVENT = new UUID(0, 7);
  private static final AccessionId ACCESSION = new AccessionId("accession-1");
  private static final CallSetId CALL_SET = new CallSetId("call-set-1");
  private static final Pseudonym PATIENT = new Pseudonym("PATIENT0000000000000000001");
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Sealed FINDINGS = new Sealed(EVENT, 1, "c2VhbGVk");

  private static Step step(Object event) {
    var name = EventTypes.nameOf(event.getClass());
    return step(name.name(), name.version(), EventJson.write(event));
  }

  private static Step step(String type, String version, String payload) {
    return InterpretationChanges.meaning(
        new Envelope(
            EVENT,
            type,
            version,
            new Attribution(
                new Actor("interpretation-service", "service", null), null, NOON, "c", null, null),
            List.of(),
            payload));
  }

  private static InterpretationAmended amended(Reason reason) {
    return new InterpretationAmended(
        new InterpretationId("interpretation-2"),
        new InterpretationId("interpretation-1"),
        CALL_SET,
        ACCESSION,
        PATIENT,
        "2026-02",
        List.of(DataClass.PHARMACOGENOMIC),
        new DecisionId("decision-1"),
        reason,
        List.of(Difference.PHENOTYPE),
        FINDINGS,
        NOON);
  }

  @Test
  void itIsOnceAnInterpretationIsIssued() {
    assertThat(
            step(
                new InterpretationIssued(
                    new InterpretationId("interpretation-1"),
                    CALL_SET,
                    ACCESSION,
                    PATIENT,
                    "2026-01",
                    List.of(DataClass.PHARMACOGENOMIC),
                    new DecisionId("decision-1"),
                    FINDINGS,
                    NOON)))
        .isEqualTo(new Step.Interpreted(EVENT, ACCESSION, NOON));
  }

  @Test
  void itMayBeAgainOnceAResultWasCorrected() {
    assertThat(step(amended(Reason.RESULT_CORRECTED)))
        .isEqualTo(new Step.Amended(EVENT, ACCESSION, NOON));
  }

  /// An amendment for a correction may be of another file of the patient than this one.
  @Test
  void itAwaitsAnInterpretationOnceItWasCorrectedItselfAndNotInterpretedSince() {
    var first = SampleSubmissions.received(PATIENT, "first", SampleSubmissions.file('1'));
    var better = SampleSubmissions.received(PATIENT, "better", SampleSubmissions.file('2'));
    var accepted = SampleSubmissions.accepted(better.file());
    var inForce =
        Accession.initial().evolve(first).evolve(SampleSubmissions.accepted(first.file()));
    var correcting = inForce.evolve(better);
    var corrected = correcting.evolve(accepted);
    var before = Optional.of(accepted.acceptedAt().minusMillis(1));

    assertThat(awaits(corrected, before)).isTrue();
    assertThat(awaits(corrected, Optional.empty())).isTrue();
    assertThat(awaits(corrected, Optional.of(accepted.acceptedAt()))).isFalse();
    assertThat(awaits(inForce, before)).isFalse();
    assertThat(awaits(correcting, before)).isFalse();
    assertThat(awaits(corrected.evolve(SampleSubmissions.withdrawn()), before)).isFalse();
    assertThat(awaits(Accession.initial(), Optional.empty())).isFalse();
  }

  private static boolean awaits(Accession accession, Optional<Instant> interpretedAt) {
    return InterpretationChanges.awaitsInterpretation(accession, interpretedAt);
  }

  @ParameterizedTest
  @EnumSource(value = Reason.class, names = "RESULT_CORRECTED", mode = EnumSource.Mode.EXCLUDE)
  void thatItIsInterpretedAgainIsNoMatterOfItsLaboratory(Reason reason) {
    assertThat(step(amended(reason))).isEqualTo(new Step.Nothing());
  }

  @Test
  void itIsNoMoreOnceNothingIsInForce() {
    assertThat(
            step(
                new InterpretationWithdrawn(
                    new InterpretationId("interpretation-1"),
                    CALL_SET,
                    ACCESSION,
                    PATIENT,
                    WithdrawalReason.OTHER,
                    NOON)))
        .isEqualTo(new Step.NotInForce(ACCESSION));
  }

  @Test
  void whyThereIsNoneIsNotKept() {
    assertThat(step(new InterpretationDeclined(CALL_SET, ACCESSION, PATIENT, "no-consent", NOON)))
        .isEqualTo(new Step.Nothing());
    assertThat(step(new ReportsPurged(PATIENT, NOON))).isEqualTo(new Step.Nothing());
  }

  @Test
  void anEventOfANewerReleaseIsNotPassedOver() {
    assertThatThrownBy(() -> step("interpretation.InterpretationShared", "1", "{}"))
        .isInstanceOf(UnknownEvent.class);
  }
}
