package org.genomerecord.consent.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.genomerecord.consent.provision.SampleConsents.CARE;
import static org.genomerecord.consent.provision.SampleConsents.PATIENT;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.genomerecord.consent.provision.Consents;
import org.genomerecord.consent.provision.Rule;
import org.genomerecord.record.event.ConsentId;
import org.genomerecord.record.event.Provision;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchingConsentsTest {
  private static final Instant JUNE = Instant.parse("2026-06-01T12:00:00Z");
  private static final Provision DENIAL = Rule.deny().provision();

  private static Consents.Consent kept(
      String id,
      Provision provision,
      @Nullable String replaces,
      Instant grantedAt,
      @Nullable Instant withdrawnAt) {
    return new Consents.Consent(
        new ConsentId(id),
        provision,
        null,
        replaces == null ? null : new ConsentId(replaces),
        grantedAt,
        withdrawnAt);
  }

  /// One that was replaced and is in force, one that denies, one that was withdrawn.
  private static final List<ConsentHistory> HISTORIES =
      ConsentHistory.of(
          List.of(
              kept("a", CARE, null, JUNE, JUNE.plusSeconds(20)),
              kept("b", DENIAL, null, JUNE.plusSeconds(10), null),
              kept("a2", CARE, "a", JUNE.plusSeconds(20), null),
              kept("c", CARE, null, JUNE.plusSeconds(86_400), JUNE.plusSeconds(90_000))));

  private static Map<String, List<String>> parameters(String... namesAndValues) {
    var parameters = new HashMap<String, List<String>>();
    parameters.put("patient", List.of(PATIENT.value()));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
    }
    return parameters;
  }

  private static ConsentSearch.Found find(String... namesAndValues) {
    return ConsentSearch.of(parameters(namesAndValues)).in(HISTORIES);
  }

  private static List<String> ids(ConsentSearch.Found found) {
    return found.page().stream().map(version -> version.id().value()).toList();
  }

  @Test
  void versionsFollowFromWhatReplacedWhatAndFromTheWithdrawal() {
    assertThat(HISTORIES)
        .extracting(history -> history.id().value())
        .containsExactly("a", "b", "c");
    assertThat(HISTORIES.getFirst().current().number()).isEqualTo(2);
    assertThat(HISTORIES.getFirst().current().isActive()).isTrue();
    assertThat(HISTORIES.getFirst().current().consent().consent().value()).isEqualTo("a2");
    assertThat(HISTORIES.getLast().versions())
        .extracting(ConsentHistory.Version::isActive)
        .containsExactly(true, false);
    assertThat(HISTORIES.getLast().version("2")).contains(HISTORIES.getLast().current());
    assertThat(HISTORIES.getLast().version("3")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "status, active, a b",
    "status, inactive, c",
    "status, 'active,inactive', a b c",
    "status, draft, ''",
    "date, 2026-06-01, a b",
    "date, eq2026, a b c",
    "date, gt2026-06-01, c",
    "date, lt2026-06-01T12:00:20Z, b",
    "date, le2026-06-01T12:00:20Z, a b",
    "date, ne2026-06-01, c",
    "date, 2026-06-01T12:00:10Z, b",
    "period, 2026, a c",
    "period, ge2030, b",
    "period, lt2026-06, a b c",
    "period, eb2027, a c",
    "period, sa2025, a c",
    "period, gt2026, b",
  })
  void itFindsWhatMatches(String name, String value, String ids) {
    assertThat(String.join(" ", ids(find(name, value)))).isEqualTo(ids);
  }

  @Test
  void pagesFollowOneAnother() {
    var first = find("_count", "2", "status", "active,inactive");

    assertThat(ids(first)).containsExactly("a", "b");
    assertThat(first.total()).isEqualTo(3);
    assertThat(first.next())
        .isEqualTo(
            "/fhir/Consent?patient=" + PATIENT + "&status=active%2Cinactive&_count=2&_after=b");
    var second = find("_count", "2", "_after", "b");
    assertThat(ids(second)).containsExactly("c");
    assertThat(second.next()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "actor, dr-grey, search-parameter",
    "status, actif, search-status",
    "date, ap2026, search-date",
    "date, 2026-13, search-date",
    "date, yesterday, search-date",
    "date, 2026-06-01T12:00:00, search-date",
    "period, '2026,2027', search-period",
    "_count, 0, search-count",
    "_count, many, search-count",
    "_after, not an id, search-after",
    "_format, xml, search-format",
    "patient, Group/1, search-patient",
  })
  void whatCannotBeReadIsRefusedByItsName(String name, String value, String code) {
    assertThatThrownBy(() -> find(name, value))
        .isInstanceOfSatisfying(Refusal.class, no -> assertThat(no.code()).isEqualTo(code))
        .hasMessageNotContaining("actif")
        .hasMessageNotContaining("yesterday");
  }

  @Test
  void itIsAlwaysOnePatients() {
    assertThatThrownBy(() -> ConsentSearch.of(Map.of()))
        .isInstanceOfSatisfying(
            Refusal.class, no -> assertThat(no.code()).isEqualTo("search-patient"));
    assertThatThrownBy(() -> ConsentSearch.of(Map.of("patient", List.of("p1", "p2"))))
        .isInstanceOf(Refusal.class);
    assertThat(ConsentSearch.of(parameters("patient", "Patient/" + PATIENT)).patient())
        .isEqualTo(PATIENT);
  }

  @Test
  void aFormIsReadAsItIsEncoded() {
    assertThat(ConsentSearch.form("patient=Patient%2Fp1&status=active&date=ge2026&date=lt2027"))
        .isEqualTo(
            Map.of(
                "patient", List.of("Patient/p1"),
                "status", List.of("active"),
                "date", List.of("ge2026", "lt2027")));
    assertThat(ConsentSearch.form(null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"patient=%zz", "patient"})
  void aFormThatIsNoneIsRefused(String form) {
    assertThatThrownBy(() -> ConsentSearch.of(ConsentSearch.form(form)))
        .isInstanceOf(Refusal.class);
  }
}
