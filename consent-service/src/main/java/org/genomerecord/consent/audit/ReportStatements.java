package org.genomerecord.consent.audit;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.genomerecord.consent.audit.ReportQuestion.Period;
import org.genomerecord.consent.audit.TrailStatements.Condition;
import org.jspecify.annotations.Nullable;

/// The SQL of ready questions that go beyond a filter. Pure.
final class ReportStatements {
  static final String PERMITTED = "consent.DisclosurePermitted";
  static final String EMERGENCY = "consent.EmergencyAccessDeclared";

  /// Not what is to be accounted for (45 CFR 164.528(a)(1)): treatment (an emergency's too),
  /// payment and operations (i), and what patients see of themselves (ii). Of the actions, taking
  /// in and interpreting are no disclosure.
  static final Condition ACCOUNTED =
      new Condition(
          " AND x.purpose_of_use IS NOT NULL"
              + " AND x.purpose_of_use NOT IN ('TREAT', 'ETREAT', 'HPAYMT', 'HOPERAT', 'PATRQT')"
              + " AND x.action IN ('use', 'disclose')");

  /// The review names the emergency access that it is about.
  static final Condition NOT_REVIEWED =
      new Condition(
          " AND NOT EXISTS (SELECT FROM audit_entry r"
              + " WHERE r.type IN ('consent.EmergencyAccessReviewed', 'consent.EmergencyReviewClosed')"
              + " AND r.emergency_access = x.emergency_access)");

  /// Those of our roles that are people at work.
  static final Condition BY_STAFF =
      new Condition(" AND x.role IN ('clinician', 'counsellor', 'compliance-officer')");

  private ReportStatements() {}

  /// When people work.
  ///
  /// @param zone whose clock and days
  /// @param begin inclusive
  /// @param end exclusive, later than begin
  /// @param weekend days off, 1 is Monday and 7 is Sunday
  record WorkingHours(ZoneId zone, LocalTime begin, LocalTime end, List<Integer> weekend) {
    WorkingHours {
      weekend = List.copyOf(weekend);
    }

    /// That an entry is not within them.
    Condition isOutside() {
      var local = "(x.recorded_at AT TIME ZONE ?::text)";
      var days =
          weekend.isEmpty()
              ? ""
              : " OR extract(isodow FROM "
                  + local
                  + ") IN ("
                  + weekend.stream().map(String::valueOf).collect(Collectors.joining(", "))
                  + ")";
      var sql =
          " AND (" + local + "::time < ?::time OR " + local + "::time >= ?::time" + days + ")";
      return weekend.isEmpty()
          ? new Condition(sql, zone.getId(), begin, zone.getId(), end)
          : new Condition(sql, zone.getId(), begin, zone.getId(), end, zone.getId());
    }
  }

  /// Type, reason and how many, the most first.
  static Statement refusals(Period period) {
    var statement =
        new Statement()
            .add("SELECT x.type, coalesce(x.reason, '') AS reason, count(*) AS count")
            .add(" FROM audit_entry x WHERE x.outcome = 'refused'");
    TrailStatements.period(statement, "x.recorded_at", period.from(), period.until());
    return statement.add(" GROUP BY 1, 2 ORDER BY count DESC, 1, 2 LIMIT 1000");
  }

  /// Patient and how many, the most first.
  static Statement mostRead(Period period, int limit) {
    var statement =
        new Statement()
            .add("SELECT x.patient, count(*) AS count FROM audit_entry x")
            .add(" WHERE x.type = 'consent.DisclosurePermitted'")
            .add(" AND x.action IN ('use', 'disclose')")
            .add(BY_STAFF.sql());
    TrailStatements.period(statement, "x.recorded_at", period.from(), period.until());
    return statement.add(" GROUP BY 1 ORDER BY count DESC, 1 LIMIT " + limit);
  }

  /// Columns of entries, newest first, and when the first of their consents was withdrawn.
  ///
  /// @param period of the withdrawal
  static Statement afterWithdrawal(
      Period period, @Nullable String patient, @Nullable Place after, int limit) {
    var statement =
        new Statement()
            .add("WITH permitted AS (")
            .add("SELECT x.log, x.position, x.recorded_at, min(x.withdrawn_at) AS withdrawn_at")
            .add(" FROM audit_entry_consent x WHERE x.withdrawn_at IS NOT NULL");
    TrailStatements.period(statement, "x.withdrawn_at", period.from(), period.until());
    // What was permitted before the withdrawal was so before the period's end: this much of the
    // index, newest first, need not be read.
    TrailStatements.period(statement, "x.recorded_at", null, period.until());
    TrailStatements.equal(statement, "x.patient", patient);
    after(statement, after);
    return statement
        .add(" GROUP BY 1, 2, 3 ORDER BY x.recorded_at DESC, x.log DESC, x.position DESC")
        .add(" LIMIT " + limit + ") SELECT ")
        .add(
            AuditEntry.COLUMNS.stream()
                .map(column -> "x." + column)
                .collect(Collectors.joining(", ")))
        .add(", p.withdrawn_at FROM permitted p JOIN audit_entry x")
        .add(" ON x.log = p.log AND x.position = p.position")
        .add(" ORDER BY x.recorded_at DESC, x.log DESC, x.position DESC");
  }

  /// As of entries, newest first, but for the part: consents stand once for each event.
  private static void after(Statement statement, @Nullable Place place) {
    if (place != null) {
      statement.add(
          " AND x.recorded_at <= ? AND (x.recorded_at, x.log, x.position) < (?, ?, ?)",
          place.recordedAt(),
          place.recordedAt(),
          place.log(),
          place.position());
    }
  }
}
