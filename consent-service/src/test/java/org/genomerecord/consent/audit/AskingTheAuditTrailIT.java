package org.genomerecord.consent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.genomerecord.consent.audit.SampleTrail.MONDAY_NOON;
import static org.genomerecord.consent.audit.SampleTrail.permitted;
import static org.genomerecord.consent.audit.SampleTrail.recorded;
import static org.genomerecord.consent.audit.SampleTrail.refused;
import static org.genomerecord.consent.audit.SampleTrail.withdrawn;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.genomerecord.consent.audit.TrailStatements.Condition;
import org.genomerecord.consent.audit.TrailStatements.Wanted;
import org.genomerecord.record.event.AuditFilter;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.store.TestLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// On the real schema.
class AskingTheAuditTrailIT {
  private static final Comparator<AuditEntry> IN_ORDER =
      Comparator.comparing((AuditEntry entry) -> entry.recordedAt)
          .thenComparing(entry -> entry.log)
          .thenComparingLong(entry -> entry.position)
          .thenComparingInt(entry -> entry.part);

  private final TestLog database = TestLog.create();
  private final TrailReader trail = new TrailReader(database.pool());

  @BeforeEach
  void addTheSchemaOfTheService() {
    SampleTrail.addSchema(database);
  }

  @AfterEach
  void stop() {
    database.close();
  }

  private List<Object> ask(ReportQuestion question, Map<String, String> parameters) {
    var all = new TreeMap<>(parameters);
    all.putIfAbsent("until", "2026-04-01T00:00:00Z");
    if (question.daysMax().isPresent()) {
      all.putIfAbsent("from", "2026-02-01T00:00:00Z");
    }
    var reports = new Reports(trail, () -> 0, "UTC", "07:00", "19:00");
    var asked = reports.read(question, new QueryParameters(all), MONDAY_NOON);
    return List.copyOf(reports.answer(asked, null).rows());
  }

  private static List<AuditEntry> entries(List<Object> rows) {
    return rows.stream().map(row -> ((TrailPage.Row) row).entry()).toList();
  }

  private static @Nullable String one(Random random, String... values) {
    int at = random.nextInt(values.length * 2);
    return at < values.length ? values[at] : null;
  }

  private static AuditFilter anyFilter(Random random) {
    return new AuditFilter(
        one(random, "dr-grey", "dr-hill"),
        one(random, "north-hospital", "south-hospital"),
        one(random, "clinician", "patient"),
        one(random, "TREAT", "ETREAT", "NOVEL", "STRANGE"),
        one(random, "permitted", "refused", "recorded"),
        random.nextInt(3) == 0 ? random.nextBoolean() : null,
        one(random, "use", "disclose", "grab", "snatch"),
        random.nextInt(3) == 0 ? MONDAY_NOON.plusSeconds(random.nextInt(20)) : null,
        random.nextInt(3) == 0 ? MONDAY_NOON.plusSeconds(20 + random.nextInt(20)) : null,
        random.nextInt(8) == 0 ? "a1" : null,
        one(random, "consent.events", "ingestion.events"),
        random.nextInt(8) == 0 ? "request-p1" : null);
  }

  private static Predicate<AuditEntry> meets(@Nullable String patient, AuditFilter filter) {
    return entry ->
        is(patient, entry.patient)
            && is(filter.actor(), entry.actor)
            && is(filter.organisation(), entry.organisation)
            && is(filter.role(), entry.role)
            && is(filter.purposeOfUse(), entry.purposeOfUse)
            && is(filter.outcome(), entry.outcome)
            && (filter.emergency() == null || filter.emergency() == entry.emergency)
            && is(filter.action(), entry.action)
            && is(filter.accession(), entry.accession)
            && is(filter.log(), entry.log)
            && is(filter.correlation(), entry.correlation)
            && (filter.from() == null || !entry.recordedAt.isBefore(filter.from()))
            && (filter.until() == null || entry.recordedAt.isBefore(filter.until()));
  }

  private static boolean is(@Nullable String wanted, @Nullable String value) {
    return wanted == null || wanted.equals(value);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theEntriesOfOneEventAboutTwoAreBothOnThePages(boolean isNewestFirst) {
    var entries = new ArrayList<AuditEntry>();
    for (int part = 0; part < 2; part++) {
      var entry = SampleTrail.recorded("ingestion.FamilyStudyReported", "p" + part, MONDAY_NOON);
      entry.position = 7;
      entry.part = part;
      entry.event = "one-event";
      entries.add(entry);
    }
    SampleTrail.writeAsTheyAre(database, entries);
    var first = new Wanted(null, AuditFilter.NONE, null, null, isNewestFirst);

    var one = trail.page(first, Condition.NONE, 1).getFirst();
    var another = trail.page(first.from(Place.parse(one.place().cursor())), Condition.NONE, 1);

    assertThat(another)
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.position).isEqualTo(one.position);
          assertThat(entry.patient).isNotEqualTo(one.patient);
        });
  }

  private static List<AuditEntry> anyEntries(Random random) {
    var entries = new ArrayList<AuditEntry>();
    for (int i = 0; i < 300; i++) {
      // Few instants, so that many entries share one.
      var at = MONDAY_NOON.plusSeconds(random.nextInt(40));
      var patient = Objects.requireNonNullElse(one(random, "p1", "p2", "p1", "p2", "p3"), "p4");
      var entry =
          random.nextBoolean() ? permitted(patient, at) : refused(patient, "no-consent", at);
      entry.actor = random.nextBoolean() ? "dr-grey" : "dr-hill";
      entry.role = random.nextInt(4) == 0 ? "patient" : "clinician";
      entry.organisation = one(random, "north-hospital", "south-hospital", "north-hospital");
      entry.purposeOfUse = one(random, "TREAT", "ETREAT", "NOVEL", "STRANGE");
      entry.emergency = "ETREAT".equals(entry.purposeOfUse);
      entry.action = one(random, "use", "disclose", "grab", "snatch");
      entry.accession = random.nextInt(4) == 0 ? "a1" : null;
      entry.log = random.nextBoolean() ? "consent.events" : "ingestion.events";
      entries.add(entry);
    }
    return entries;
  }

  /// Against a search that anybody can read, page by page, in both directions.
  @Test
  void everyCombinationOfFiltersFindsWhatALinearSearchFinds() {
    var random = new Random(5);
    var all = anyEntries(random);
    SampleTrail.write(database, all);
    for (int i = 0; i < 200; i++) {
      var patient = random.nextInt(4) == 0 ? "p1" : null;
      var filter = anyFilter(random);
      boolean isNewestFirst = random.nextBoolean();
      var expected =
          all.stream()
              .filter(meets(patient, filter))
              .sorted(isNewestFirst ? IN_ORDER.reversed() : IN_ORDER)
              .map(entry -> entry.event)
              .toList();

      var wanted = new Wanted(patient, filter, null, null, isNewestFirst);
      assertThat(paged(wanted, 7)).as(filter.toString()).isEqualTo(expected);
      assertThat(trail.count(wanted, 1_000)).as(filter.toString()).isEqualTo(expected.size());
    }
  }

  private List<String> paged(Wanted wanted, int limit) {
    var found = new ArrayList<String>();
    var rest = wanted;
    while (true) {
      var page = TrailPage.of(trail.page(rest, limit + 1), limit);
      page.entries().forEach(row -> found.add(row.entry().event));
      if (page.next() == null) {
        return found;
      }
      rest = wanted.from(Place.parse(page.next()));
    }
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws IOException {
    var entry = permitted("p1", MONDAY_NOON.plusNanos(1_000));
    SampleTrail.write(database, List.of(entry));

    var read = trail.page(new Wanted("p1", AuditFilter.NONE, null, null, false), 10).getFirst();

    assertThat(read).usingRecursiveComparison().isEqualTo(entry);
    assertThat(line(ExportFormat.NDJSON, read))
        .contains("\"dataClasses\":[\"pharmacogenomic\",\"apoe\"]")
        .contains("\"cursor\":\"" + entry.place().cursor() + "\"")
        .endsWith("}\n");
    assertThat(line(ExportFormat.FHIR, read)).startsWith("{\"resourceType\":\"AuditEvent\"");
  }

  private static String line(ExportFormat format, AuditEntry entry) throws IOException {
    var written = new ByteArrayOutputStream();
    format.write(List.of(entry), written);
    return written.toString(StandardCharsets.UTF_8);
  }

  @Test
  void countingStopsAtItsBound() {
    SampleTrail.write(database, anyEntries(new Random(6)));

    assertThat(trail.count(new Wanted(null, AuditFilter.NONE, null, null, false), 50))
        .isEqualTo(50);
  }

  @Test
  void accountingLeavesOutTreatmentPaymentOperationsAndThePatientsOwn() {
    var entries = new ArrayList<AuditEntry>();
    for (var purpose :
        List.of("TREAT", "ETREAT", "HPAYMT", "HOPERAT", "PATRQT", "HRESCH", "PUBHLTH")) {
      var entry = permitted("p1", MONDAY_NOON.plusSeconds(entries.size()));
      entry.purposeOfUse = purpose;
      entries.add(entry);
    }
    var taken = permitted("p1", MONDAY_NOON);
    taken.action = "collect";
    entries.addAll(
        List.of(taken, permitted("p2", MONDAY_NOON), refused("p1", "no-consent", MONDAY_NOON)));
    SampleTrail.write(database, entries);

    var accounted =
        ask(ReportQuestion.ACCOUNTING_OF_DISCLOSURES, Map.of("patient", "p1")).stream()
            .map(Disclosure.class::cast)
            .toList();

    assertThat(accounted).extracting(Disclosure::purposeOfUse).containsExactly("HRESCH", "PUBHLTH");
    assertThat(accounted.getFirst().recipient())
        .isEqualTo(new Disclosure.Recipient("dr-grey", "clinician", "north-hospital"));
    assertThat(accounted.getFirst().dataClasses()).containsExactly("pharmacogenomic", "apoe");
    assertThat(
            ask(
                ReportQuestion.ACCOUNTING_OF_DISCLOSURES,
                Map.of("patient", "p1", "include", "all")))
        .hasSize(8);
  }

  @Test
  void everythingOfAnActorIsThatActorsAlone() {
    var other = permitted("p1", MONDAY_NOON);
    other.actor = "dr-hill";
    SampleTrail.write(
        database, List.of(permitted("p1", MONDAY_NOON), other, recorded("t.T", "p2", MONDAY_NOON)));

    assertThat(entries(ask(ReportQuestion.EVERYTHING_OF_ACTOR, Map.of("actor", "dr-grey"))))
        .extracting(entry -> entry.actor)
        .containsExactly("dr-grey", "dr-grey");
  }

  @Test
  void refusalsAreCountedByReasonWithinThePeriod() {
    SampleTrail.write(
        database,
        List.of(
            refused("p1", "no-consent", MONDAY_NOON),
            refused("p2", "no-consent", MONDAY_NOON),
            refused("p2", "consent-withdrawn", MONDAY_NOON),
            refused("p3", "no-consent", MONDAY_NOON.minus(Duration.ofDays(60))),
            permitted("p1", MONDAY_NOON)));

    assertThat(ask(ReportQuestion.REFUSALS_BY_REASON, Map.of()))
        .containsExactly(
            new Reports.Refused("consent.DisclosureRefused", "no-consent", 2),
            new Reports.Refused("consent.DisclosureRefused", "consent-withdrawn", 1));
  }

  @Test
  void anEmergencyAccessWaitsForAReviewOfItsOwn() {
    var waiting = recorded("consent.EmergencyAccessDeclared", "p1", MONDAY_NOON);
    var reviewed = recorded("consent.EmergencyAccessDeclared", "p2", MONDAY_NOON);
    waiting.emergencyAccess = "e1";
    reviewed.emergencyAccess = "e2";
    var review = recorded("consent.EmergencyAccessReviewed", "p2", MONDAY_NOON.plusSeconds(60));
    review.emergencyAccess = "e2";
    // Names the emergency access, and is no review.
    var use = permitted("p1", MONDAY_NOON.plusSeconds(1));
    use.emergencyAccess = "e1";
    var closed = recorded("consent.EmergencyAccessDeclared", "p3", MONDAY_NOON);
    closed.emergencyAccess = "e3";
    var closing = recorded("consent.EmergencyReviewClosed", "p3", MONDAY_NOON.plusSeconds(60));
    closing.emergencyAccess = "e3";
    SampleTrail.write(database, List.of(waiting, reviewed, review, use, closed, closing));

    assertThat(entries(ask(ReportQuestion.EMERGENCY_WITHOUT_REVIEW, Map.of())))
        .extracting(entry -> entry.emergencyAccess)
        .containsExactly("e1");
  }

  @Test
  void reviewsAreLookedUpInTheirIndex() {
    var connection = Awaiting.result(database.pool().getConnection());
    try {
      Awaiting.result(connection.query("SET enable_seqscan = off").execute());
      var plan =
          Awaiting.result(
              connection
                  .query(
                      "EXPLAIN SELECT FROM audit_entry x WHERE x.emergency_access = 'e1'"
                          + ReportStatements.NOT_REVIEWED.sql())
                  .execute());

      assertThat(plan)
          .extracting(row -> row.getString(0))
          .anyMatch(line -> line.contains("audit_entry_reviewed"));
    } finally {
      connection.close();
    }
  }

  @Test
  void disclosuresUnderAConsentAreFoundOnceItIsWithdrawn() {
    var at = MONDAY_NOON.plusSeconds(60);
    SampleTrail.write(
        database,
        List.of(
            permitted("p1", MONDAY_NOON),
            permitted("p1", MONDAY_NOON.plusSeconds(1)),
            permitted("p2", MONDAY_NOON),
            withdrawn("p1", at),
            withdrawn("p3", at)));

    var found =
        ask(ReportQuestion.AFTER_WITHDRAWAL, Map.of()).stream()
            .map(Reports.BeforeWithdrawal.class::cast)
            .toList();

    assertThat(found)
        .extracting(one -> one.row().entry().recordedAt, Reports.BeforeWithdrawal::withdrawnAt)
        .containsExactly(tuple(MONDAY_NOON.plusSeconds(1), at), tuple(MONDAY_NOON, at));
    assertThat(ask(ReportQuestion.AFTER_WITHDRAWAL, Map.of("patient", "p3"))).isEmpty();
    assertThat(ask(ReportQuestion.AFTER_WITHDRAWAL, Map.of("until", "2026-03-02T12:00:30Z")))
        .isEmpty();
  }

  @Test
  void outsideWorkingHoursGoesByTheClockOfTheZone() {
    SampleTrail.write(
        database,
        List.of(
            // 06:30 in Berlin and 05:30 in UTC; 07:30 and 06:30; noon; 19:00 and 18:00; Sunday.
            permitted("early", Instant.parse("2026-03-02T05:30:00Z")),
            permitted("begun", Instant.parse("2026-03-02T06:30:00Z")),
            permitted("noon", MONDAY_NOON),
            permitted("ended", Instant.parse("2026-03-02T18:00:00Z")),
            permitted("sunday", Instant.parse("2026-03-01T12:00:00Z"))));
    var berlin = Map.of("zone", "Europe/Berlin");

    assertThat(entries(ask(ReportQuestion.OUTSIDE_WORKING_HOURS, berlin)))
        .extracting(entry -> entry.patient)
        .containsExactly("ended", "early", "sunday");
    assertThat(
            entries(
                ask(
                    ReportQuestion.OUTSIDE_WORKING_HOURS,
                    Map.of("zone", "Europe/Berlin", "weekend", "works"))))
        .extracting(entry -> entry.patient)
        .containsExactly("ended", "early");
    assertThat(entries(ask(ReportQuestion.OUTSIDE_WORKING_HOURS, Map.of())))
        .extracting(entry -> entry.patient)
        .containsExactly("begun", "early", "sunday");
  }

  @Test
  void theMostReadPatientsAreThosePeopleSaw() {
    var own = permitted("p1", MONDAY_NOON);
    own.role = "patient";
    SampleTrail.write(
        database,
        List.of(
            permitted("p2", MONDAY_NOON),
            permitted("p2", MONDAY_NOON),
            permitted("p1", MONDAY_NOON),
            own,
            refused("p1", "no-consent", MONDAY_NOON)));

    assertThat(ask(ReportQuestion.MOST_READ_PATIENTS, Map.of()))
        .containsExactly(new Reports.Read("p2", 2), new Reports.Read("p1", 1));
  }
}
