package org.genomerecord.consent.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.consent.provision.SampleConsents.DURING;
import static org.genomerecord.consent.provision.SampleConsents.PATIENT;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.genomerecord.consent.provision.SampleConsents;
import org.genomerecord.record.event.ErasureEvent;
import org.genomerecord.record.event.ErasureEvent.ErasureBegun;
import org.genomerecord.record.event.ErasureEvent.ErasureCancelled;
import org.genomerecord.record.event.ErasureEvent.ErasureRefused;
import org.genomerecord.record.event.ErasureEvent.ErasureRequested;
import org.genomerecord.record.event.ErasureEvent.LegalHoldPlaced;
import org.genomerecord.record.event.ErasureEvent.PatientErased;
import org.genomerecord.record.event.LegalHoldId;
import org.genomerecord.record.event.SubjectKeyEvent.SubjectKeyRenewed;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.sourcing.Attribution;
import org.junit.jupiter.api.Test;

class DecidingOnErasureTest {
  private static final Duration COOL_OFF = Duration.ofDays(7);
  private static final Instant DUE = DURING.plus(COOL_OFF);
  private static final LegalHoldId HOLD = new LegalHoldId("hold-1");
  private static final Grounds LITIGATION = new Grounds("litigation", "case-7");

  private static final PatientErasure ENROLLED =
      PatientErasure.initial().evolve(SampleConsents.enrolled());
  private static final PatientErasure REQUESTED = after(ENROLLED, request().getFirst());
  private static final PatientErasure HELD =
      after(ENROLLED, new LegalHoldPlaced(HOLD, PATIENT, "litigation", "case-7", DURING));
  private static final PatientErasure BEGUN =
      after(REQUESTED, new ErasureBegun(PATIENT, List.of(1, 2), DUE));
  private static final PatientErasure ERASED =
      after(BEGUN, new PatientErased(PATIENT, List.of(1, 2), DUE, DUE));

  private static PatientErasure after(PatientErasure state, ErasureEvent event) {
    return state.evolve(event);
  }

  private static Attribution at(Instant when) {
    return SampleConsents.byThePatient(when);
  }

  private static List<ErasureEvent> request() {
    return ENROLLED.decide(new RequestErasure(PATIENT, null, DUE, at(DURING)));
  }

  private static List<ErasureEvent> begin(PatientErasure state, Instant when) {
    return state.decide(new BeginErasure(PATIENT, List.of(1, 2), at(when)));
  }

  @Test
  void aRequestSaysUntilWhenItCanBeCancelled() {
    assertThat(request()).containsExactly(new ErasureRequested(PATIENT, null, null, DUE, DURING));
  }

  @Test
  void askingTwiceIsAskingOnce() {
    assertThat(REQUESTED.decide(new RequestErasure(PATIENT, null, DUE, at(DURING)))).isEmpty();
    assertThat(ERASED.decide(new RequestErasure(PATIENT, null, DUE, at(DURING)))).isEmpty();
  }

  @Test
  void aHoldRefusesARequestOnRecord() {
    assertThat(HELD.decide(new RequestErasure(PATIENT, null, DUE, at(DURING))))
        .containsExactly(new ErasureRefused(PATIENT, "legal-hold", DURING));
  }

  @Test
  void aKeyThatWasRenewedAfterGenerationsWereLookedForIsAmongThemAllTheSame() {
    var renewed = REQUESTED.evolve(new SubjectKeyRenewed(PATIENT, 4, DURING));

    assertThat(begin(renewed, DUE))
        .containsExactly(new ErasureBegun(PATIENT, List.of(1, 2, 3, 4), DUE));
  }

  @Test
  void nothingBeginsBeforeItsTime() {
    assertThat(begin(REQUESTED, DUE.minusNanos(1))).isEmpty();
    assertThat(begin(REQUESTED, DUE))
        .containsExactly(new ErasureBegun(PATIENT, List.of(1, 2, 3), DUE));
  }

  @Test
  void nothingBeginsThatNobodyAskedFor() {
    assertThat(begin(ENROLLED, DUE)).isEmpty();
    assertThat(begin(PatientErasure.initial(), DUE)).isEmpty();
  }

  @Test
  void aHoldThatIsPlacedMeanwhileRefusesWhatWasAskedForBefore() {
    var held = after(REQUESTED, new LegalHoldPlaced(HOLD, PATIENT, "litigation", null, DURING));

    var decided = begin(held, DUE);

    assertThat(decided).containsExactly(new ErasureRefused(PATIENT, "legal-hold", DUE));
    assertThat(begin(after(held, decided.getFirst()), DUE)).isEmpty();
  }

  @Test
  void whatWasCancelledDoesNotBegin() {
    var decided = REQUESTED.decide(new CancelErasure(PATIENT, at(DURING)));

    assertThat(decided).containsExactly(new ErasureCancelled(PATIENT, DURING));
    assertThat(begin(after(REQUESTED, decided.getFirst()), DUE)).isEmpty();
  }

  @Test
  void whatHasBegunCannotBeCancelledOrHeld() {
    for (var state : List.of(BEGUN, ERASED)) {
      refuses("patient-erased", () -> state.decide(new CancelErasure(PATIENT, at(DUE))));
      refuses(
          "patient-erased",
          () -> state.decide(new PlaceLegalHold(PATIENT, HOLD, LITIGATION, at(DUE))));
    }
  }

  @Test
  void aLiftedHoldForbidsNothing() {
    var lifted =
        HELD.decide(new LiftLegalHold(PATIENT, HOLD, new Grounds("case-closed", null), at(DURING)));

    var free = after(HELD, lifted.getFirst());

    assertThat(free.decide(new RequestErasure(PATIENT, null, DUE, at(DURING))))
        .hasOnlyElementsOfType(ErasureRequested.class);
    refuses(
        "legal-hold-unknown",
        () -> free.decide(new LiftLegalHold(PATIENT, HOLD, LITIGATION, at(DURING))));
  }

  @Test
  void ofTwoHoldsEachForbids() {
    var both =
        after(
            HELD,
            new LegalHoldPlaced(new LegalHoldId("hold-2"), PATIENT, "court-order", null, DURING));
    var one =
        after(
            both,
            both.decide(
                    new LiftLegalHold(PATIENT, HOLD, new Grounds("case-closed", null), at(DURING)))
                .getFirst());

    assertThat(one.decide(new RequestErasure(PATIENT, null, DUE, at(DURING))))
        .hasOnlyElementsOfType(ErasureRefused.class);
  }

  @Test
  void theCertificateHasBothDatesAndTheGenerationsThatThereWere() {
    var expire = DUE.plus(Duration.ofDays(35));

    assertThat(BEGUN.decide(new CertifyErasure(PATIENT, expire, at(DUE))))
        .containsExactly(new PatientErased(PATIENT, List.of(1, 2), DUE, expire));
    assertThat(ERASED.decide(new CertifyErasure(PATIENT, expire, at(DUE)))).isEmpty();
  }

  @Test
  void nothingIsCertifiedThatWasNotBegun() {
    for (var state : List.of(PatientErasure.initial(), ENROLLED, REQUESTED, HELD)) {
      assertThatThrownBy(() -> state.decide(new CertifyErasure(PATIENT, DUE, at(DUE))))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void ofNobodyThereIsNothingToErase() {
    var nobody = PatientErasure.initial();

    refuses(
        "patient-unknown", () -> nobody.decide(new RequestErasure(PATIENT, null, DUE, at(DURING))));
    refuses(
        "patient-unknown",
        () -> nobody.decide(new PlaceLegalHold(PATIENT, HOLD, LITIGATION, at(DURING))));
  }

  @Test
  void groundsAreCodesAndCaseNumbersOnly() {
    assertThat(Grounds.checked(LITIGATION, Grounds.OF_HOLD)).isEqualTo(LITIGATION);
    refuses("reason", () -> Grounds.checked(null, Grounds.OF_HOLD));
    refuses("reason", () -> Grounds.checked(new Grounds("because of HTT", null), Grounds.OF_HOLD));
    refuses("reason", () -> Grounds.checked(LITIGATION, Grounds.OF_LIFTING));
    refuses(
        "reference", () -> Grounds.checked(new Grounds("litigation", "Mr. Grey"), Grounds.OF_HOLD));
  }

  private static void refuses(String code, Runnable decision) {
    assertThatThrownBy(decision::run)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
