package org.genomerecord.consent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.genomerecord.consent.audit.SampleTrail.MONDAY_NOON;

import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.genomerecord.record.store.TestLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// On the real schema.
class TurningThePagesOfAReadyQuestionIT {
  private final TestLog database = TestLog.create();
  private final Reports reports =
      new Reports(new TrailReader(database.pool()), () -> 0, "UTC", "13:00", "19:00");

  @BeforeEach
  void addTheSchemaOfTheService() {
    SampleTrail.addSchema(database);
  }

  @AfterEach
  void stop() {
    database.close();
  }

  /// Each entry answers every question of people, of one patient, and some share an instant.
  private void writeATrail() {
    var entries = new ArrayList<AuditEntry>();
    for (int i = 0; i < 5; i++) {
      var at = MONDAY_NOON.plusSeconds(i / 2);
      entries.add(SampleTrail.permitted("p1", at));
      var emergency = SampleTrail.recorded("consent.EmergencyAccessDeclared", "p1", at);
      emergency.emergencyAccess = "e" + i;
      entries.add(emergency);
    }
    entries.add(SampleTrail.withdrawn("p1", MONDAY_NOON.plusSeconds(60)));
    SampleTrail.write(database, entries);
  }

  private Reports.Answer ask(ReportQuestion question, int limit, @Nullable String after) {
    var parameters = new TreeMap<>(Map.of("limit", String.valueOf(limit)));
    parameters.put("until", "2026-03-20T00:00:00Z");
    if (question.daysMax().isPresent()) {
      parameters.put("from", "2026-03-01T00:00:00Z");
    }
    switch (question) {
      case ACCOUNTING_OF_DISCLOSURES -> parameters.put("patient", "p1");
      case EVERYTHING_OF_ACTOR -> parameters.put("actor", "dr-grey");
      default -> {}
    }
    if (after != null) {
      parameters.put("after", after);
    }
    return reports.answer(
        reports.read(question, new QueryParameters(parameters), MONDAY_NOON), null);
  }

  private static String eventOf(Object row) {
    return switch (row) {
      case TrailPage.Row entry -> entry.entry().event;
      case Reports.BeforeWithdrawal entry -> entry.row().entry().event;
      case Disclosure disclosure -> disclosure.toString();
      default -> throw new AssertionError(row);
    };
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"REFUSALS_BY_REASON", "MOST_READ_PATIENTS"})
  void pagesOfOneRowHaveEveryRowOnceAndInItsOrder(ReportQuestion question) {
    writeATrail();
    var atOnce = ask(question, 100, null);

    var paged = new ArrayList<String>();
    String next = null;
    do {
      var page = ask(question, 1, next);
      assertThat(page.rows()).as("a page of %s", question).hasSize(1);
      paged.add(eventOf(page.rows().getFirst()));
      next = page.next();
    } while (next != null && paged.size() < 100);

    assertThat(atOnce.rows()).hasSizeGreaterThanOrEqualTo(5);
    assertThat(paged)
        .isEqualTo(atOnce.rows().stream().map(TurningThePagesOfAReadyQuestionIT::eventOf).toList());
  }
}
