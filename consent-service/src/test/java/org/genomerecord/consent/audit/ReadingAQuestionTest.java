package org.genomerecord.consent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.consent.audit.SampleTrail.MONDAY_NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.genomerecord.record.event.AuditFilter;
import org.genomerecord.record.refusal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingAQuestionTest {
  private static QueryParameters asked(String name, String value) {
    return QueryParameters.of(Map.of(name, List.of(value)), QueryParameters.FILTERS);
  }

  private static AbstractThrowableAssert<?, ?> assertRefused(Runnable reading) {
    return assertThatThrownBy(reading::run).isInstanceOf(Refusal.class);
  }

  @ParameterizedTest
  @CsvSource({
    "actor, dr grey",
    "actor, ''",
    "organisation, a/b",
    "role, surgeon",
    "purposeOfUse, TREAT;DROP",
    "outcome, denied",
    "emergency, yes",
    "action, use%",
    "from, yesterday",
    "from, 2026-03-02",
    "until, 2026-03-02T12:00:00",
    "accession, ''",
    "log, gateway.events",
    "correlation, a b",
  })
  void whatIsNoSuchValueIsRefusedUnderItsName(String name, String value) {
    assertRefused(() -> asked(name, value).filter())
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(name));
  }

  /// It would be recorded that somebody asked for it.
  @Test
  void aRecordNumberIsNoPatient() {
    var filters = List.of("patient");

    assertRefused(() ->
        QueryParameters.of(Map.of("patient", List.of("MRN-7")), filters).aboutAPatientOfTheSuite());
    var known = Map.of("patient", List.of("7c9e6679m4xq2v8rk0t3w5yzab"));
    assertThat(QueryParameters.of(known, filters).aboutAPatientOfTheSuite().patient()).isNotNull();
    assertThat(QueryParameters.of(Map.of(), filters).aboutAPatientOfTheSuite().patient()).isNull();
  }

  @Test
  void aMisspeltFilterIsNotNoFilter() {
    assertRefused(() -> asked("organization", "north-hospital"))
        .hasMessageContaining("organisation");
  }

  @Test
  void aFilterThatStandsTwiceIsRefused() {
    assertRefused(
        () -> QueryParameters.of(Map.of("actor", List.of("a", "b")), QueryParameters.FILTERS));
  }

  @Test
  void timesWithAnOffsetAreReadAlsoWhereThePlusBecameASpace() {
    assertThat(asked("from", "2026-03-02T13:00:00 01:00").filter().from()).isEqualTo(MONDAY_NOON);
  }

  @Test
  void anEmptyPeriodIsRefused() {
    assertRefused(() ->
        QueryParameters.of(
                Map.of(
                    "from", List.of("2026-03-02T12:00:00Z"),
                    "until", List.of("2026-03-02T12:00:00Z")),
                QueryParameters.FILTERS)
            .filter());
  }

  @Test
  void nothingAskedIsEverything() {
    assertThat(QueryParameters.of(Map.of(), QueryParameters.FILTERS).filter())
        .isEqualTo(AuditFilter.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1001", "-1", "ten", "99999999999", ""})
  void aLimitOutOfBoundsIsRefused(String limit) {
    var parameters = new QueryParameters(Map.of("limit", limit));

    assertRefused(() -> parameters.number("limit", 100, 1_000));
  }

  @Test
  void aCursorReadsBack() {
    var place = new Place(MONDAY_NOON.plusNanos(123_456_000), "ingestion.events", 17, 0);

    assertThat(Place.parse(place.cursor())).isEqualTo(place);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "17", "MTcvY29uc2VudC5ldmVudHMvNA==", "!!!", "YWJj"})
  void anotherTextIsNoCursor(String text) {
    assertRefused(() -> Place.parse(text));
  }

  @Test
  void aQuestionThatIsNotThereNamesThoseThatAre() {
    assertRefused(() -> ReportQuestion.of("everything")).hasMessageContaining("most-read-patients");
  }

  @Test
  void accountingGoesBackSixYears() {
    var period =
        ReportQuestion.ACCOUNTING_OF_DISCLOSURES.period(
            null, Instant.parse("2026-03-02T00:00:00Z"), MONDAY_NOON);

    assertThat(period.from()).isBeforeOrEqualTo(Instant.parse("2020-03-02T00:00:00Z"));
  }

  @Test
  void aPeriodLongerThanTheQuestionMayBeIsRefused() {
    assertRefused(() ->
            ReportQuestion.MOST_READ_PATIENTS.period(
                MONDAY_NOON.minus(Duration.ofDays(93)), MONDAY_NOON, MONDAY_NOON))
        .hasMessageContaining("92 days");
  }

  @ParameterizedTest
  @CsvSource({
    "zone, +01:00",
    "zone, Mars/Olympus",
    "zone, SystemV/PST8",
    "begin, 7",
    "end, 06:00",
    "weekend, never"
  })
  void workingHoursThatAreNoneAreRefused(String name, String value) {
    assertRefused(() ->
        new HoursAsked("UTC", "07:00", "19:00").read(new QueryParameters(Map.of(name, value))));
  }

  @Test
  void theProofOfAnEntryIsInTheBundleThatItStandsIn() {
    var proof = TrailPage.Proof.of("consent.events", 256 * 1_000 + 17);

    assertThat(proof.entries()).isEqualTo("/ledger/consent/tile/entries/x001/000.p/18");
    assertThat(proof.hashes()).isEqualTo("/ledger/consent/tile/0/x001/000.p/18");
    assertThat(proof.checkpoint()).isEqualTo("/ledger/consent/checkpoint");
  }
}
