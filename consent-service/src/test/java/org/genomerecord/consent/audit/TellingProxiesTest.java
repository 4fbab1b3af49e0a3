package org.genomerecord.consent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.consent.audit.SampleTrail.MONDAY_NOON;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.genomerecord.consent.audit.AccessesResource.Accesses;
import org.genomerecord.record.event.DataClass;
import org.genomerecord.record.event.ProxyId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TellingProxiesTest {
  private static final String ACCOUNT = "account-of-the-guardian";
  private static final ToldProxy GUARDIAN =
      new ToldProxy(new ProxyId("proxy-1"), ACCOUNT, Set.of(DataClass.PHARMACOGENOMIC));

  private static String sentence(AuditEntry entry) {
    return GUARDIAN.access(entry).text();
  }

  @Test
  void aPermitSaysWhoUsedWhatOfThePatient() {
    assertThat(sentence(SampleTrail.permitted("p1", MONDAY_NOON)))
        .isEqualTo(
            "dr-grey (clinician, north-hospital) used the patient's results on how the body"
                + " responds to drugs and the APOE gene (Alzheimer's disease) for research.");
  }

  @Test
  void whatTheyReadThemselvesIsTheirs() {
    var entry = SampleTrail.byAccount(ACCOUNT, SampleTrail.permitted("p1", MONDAY_NOON));
    entry.purposeOfUse = "FAMRQT";
    entry.dataClasses = List.of("pharmacogenomic");

    assertThat(sentence(entry))
        .isEqualTo(
            "You used the patient's results on how the body responds to drugs for a request of the"
                + " family.");
  }

  @Test
  void whoWasAppointedByThePatientIsNotToldThePatientsAccount() {
    var entry =
        SampleTrail.byAccount(
            "account-of-the-patient", SampleTrail.recorded(ToldProxy.APPOINTED, "p1", MONDAY_NOON));

    var access = GUARDIAN.access(entry);

    assertThat(access.text()).isEqualTo("The patient appointed you to act for the patient.");
    assertThat(access.actor()).isEqualTo("patient");
    assertThat(GUARDIAN.access(SampleTrail.byAccount(ACCOUNT, entry)).actor()).isEqualTo(ACCOUNT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "consent.ProxyAppointed | appointed you to act for the patient.",
        "consent.EmergencyAccessDeclared | declared an emergency, which lets them read the patient's"
            + " record for a short time.",
        "consent.EmergencyAccessReviewed | reviewed an emergency in which the patient's record could"
            + " be read.",
        "consent.LegalHoldPlaced | ordered the patient's record to be kept, which the law allows.",
        "consent.LegalHoldLifted | lifted the order to keep the patient's record."
      })
  void whatBecomesOfTheRecordIsToldInPlainWords(String type, String words) {
    assertThat(sentence(SampleTrail.recorded(type, "p1", MONDAY_NOON)))
        .isEqualTo("dr-grey (clinician, north-hospital) " + words);
  }

  @Test
  void noReasonIsTold() {
    var entry = SampleTrail.recorded("consent.LegalHoldPlaced", "p1", MONDAY_NOON);
    entry.reason = "litigation";

    assertThat(GUARDIAN.access(entry).reason()).isNull();
    assertThat(new ToldPatient("account-of-the-patient").access(entry).reason())
        .isEqualTo("litigation");
  }

  /// Whoever tells patients of something new decides here whether who acts for them is told, too.
  @Test
  void everythingThatPatientsAreToldIsToldOrOnPurposeNot() {
    var notTold =
        List.of(
            "consent.DisclosureRefused",
            "access.AccessRefused",
            "consent.ProxyEnded",
            "consent.ErasureRequested",
            "consent.ErasureCancelled",
            "consent.ErasureRefused",
            "consent.ErasureBegun",
            "consent.PatientErased",
            "consent.EmergencyReviewClosed",
            "ingestion.FamilyStudyReported",
            "ingestion.SubmissionMovedIn",
            "ingestion.SubmissionSuperseded",
            "ingestion.SubmissionWithdrawn",
            "consent.AuditTrailQueried",
            "consent.AuditTrailExported");
    var told =
        Stream.concat(
                ToldProxy.ALWAYS.stream(),
                Stream.of(ReportStatements.PERMITTED, ToldProxy.APPOINTED))
            .toList();

    assertThat(Stream.concat(told.stream(), notTold.stream()))
        .containsExactlyInAnyOrderElementsOf(AccessSentence.TYPES);
    assertThat(told)
        .extracting(type -> sentence(SampleTrail.recorded(type, "p1", MONDAY_NOON)))
        .noneMatch(text -> text.contains("your"));
    for (var type : notTold) {
      assertThatThrownBy(() -> sentence(SampleTrail.recorded(type, "p1", MONDAY_NOON)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /// What waits could be what is not told.
  @Test
  void howMuchIsMissingIsForThePatient() {
    assertThat(Accesses.of(GUARDIAN, List.of(), 10, 3).missing()).isZero();
    assertThat(Accesses.of(new ToldPatient("own"), List.of(), 10, 3).missing()).isEqualTo(3);
  }
}
