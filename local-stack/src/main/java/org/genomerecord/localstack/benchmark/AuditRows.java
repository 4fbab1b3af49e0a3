package org.genomerecord.localstack.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Fills the audit trail of a running consent-service with invented entries, in its own schema.
///
/// Six years of a hospital network: 100,000 patients, 2,000 people of 40 hospitals, 20
/// laboratories, the suite's services. A few patients and people have much more than the others.
/// Everything is a function of the row's number and the seed.
final class AuditRows {
  static final int PATIENTS = 100_000;
  static final int PEOPLE = 2_000;
  static final int HOSPITALS = 40;

  /// Rows that one statement adds.
  private static final long CHUNK = 500_000;

  private static final String RANDOM =
      """
      CREATE OR REPLACE FUNCTION pg_temp.r(i bigint, k integer) RETURNS double precision LANGUAGE sql IMMUTABLE
      RETURN (hashint8extended(i, :seed + k) & 1073741823) / 1073741824.0
      """;

  /// Kinds of entries by their share; `h` is the hour of the day: mostly, not always, working
  /// hours.
  private static final String FILL =
      """
      INSERT INTO audit_entry (log, position, event, type, patient, recorded_at, actor, role, organisation,
        purpose_of_use, outcome, subject, reason, correlation, action, resource, accession, decision, data_classes, consents)
      SELECT
        CASE WHEN kind IN (6, 7) THEN 'ingestion.events' WHEN kind = 8 THEN 'interpretation.events' ELSE 'consent.events' END,
        i + 1000000000, md5(i::text)::uuid::text,
        (ARRAY['consent.DisclosurePermitted', 'consent.DisclosurePermitted', 'consent.DisclosurePermitted',
          'consent.DisclosureRefused', 'access.AccessRefused', 'ingestion.SubmissionReceived', 'ingestion.CallSetAccepted',
          'interpretation.InterpretationIssued', 'consent.ConsentGranted', 'consent.ConsentWithdrawn',
          'consent.AuditTrailQueried'])[kind],
        CASE WHEN kind < 11 THEN 'PATIENT' || lpad(patient::text, 19, '0') END,
        at,
        CASE WHEN kind IN (1, 4, 5) THEN 'person-' || person WHEN kind IN (2, 8) THEN 'interpretation-service'
          WHEN kind IN (6, 7) THEN 'lab-' || (person % 20) WHEN kind = 11 THEN 'olga' ELSE 'account-' || patient END,
        CASE WHEN kind IN (1, 4, 5) THEN CASE WHEN person % 10 = 0 THEN 'counsellor' ELSE 'clinician' END
          WHEN kind IN (2, 8) THEN 'service' WHEN kind IN (6, 7) THEN 'lab' WHEN kind = 11 THEN 'compliance-officer'
          ELSE 'patient' END,
        CASE WHEN kind IN (1, 4, 5) THEN 'hospital-' || (person % 40) WHEN kind IN (6, 7) THEN 'lab-' || (person % 20) END,
        CASE WHEN kind IN (1, 4) THEN CASE WHEN why < 0.91 THEN 'TREAT' WHEN why < 0.95 THEN 'HRESCH'
            WHEN why < 0.97 THEN 'HPAYMT' WHEN why < 0.99 THEN 'PUBHLTH' ELSE 'ETREAT' END
          WHEN kind IN (2, 6) THEN 'TREAT' WHEN kind = 3 THEN 'PATRQT' END,
        CASE WHEN kind <= 3 THEN 'permitted' WHEN kind IN (4, 5) THEN 'refused' ELSE 'recorded' END,
        'use: DiagnosticReport',
        CASE WHEN kind = 4 THEN (ARRAY['no-consent', 'consent-withdrawn', 'consent-expired', 'not-covered', 'denied-by-patient'])[1 + (why * 5)::int % 5]
          WHEN kind = 5 THEN 'wrong-role' END,
        md5((i / 3)::text)::uuid::text,
        CASE WHEN kind <= 4 THEN CASE WHEN how < 0.9 THEN 'use' ELSE 'disclose' END END,
        CASE WHEN kind <= 4 THEN 'DiagnosticReport' END,
        CASE WHEN kind IN (6, 7, 8) THEN 'accession-' || (i / 3) END,
        CASE WHEN kind <= 4 THEN 'decision-' || i END,
        CASE WHEN kind IN (1, 2, 3, 8) THEN 'pharmacogenomic cardiac' ELSE '' END,
        CASE WHEN kind IN (1, 2, 9, 10) THEN 'consent-' || patient ELSE '' END
      FROM (
        SELECT i, how, why,
          CASE WHEN what < 0.45 THEN 1 WHEN what < 0.55 THEN 2 WHEN what < 0.62 THEN 3 WHEN what < 0.67 THEN 4
            WHEN what < 0.69 THEN 5 WHEN what < 0.80 THEN 6 WHEN what < 0.90 THEN 7 WHEN what < 0.97 THEN 8
            WHEN what < 0.985 THEN 9 WHEN what < 0.986 THEN 10 ELSE 11 END AS kind,
          floor(:patients * whom * whom)::int AS patient, floor(:people * who * who)::int AS person,
          date_trunc('day', now() - make_interval(secs => 189000000.0 * (1 - i / :rows.0)))
            + make_interval(secs => 86400 * CASE WHEN hour < 0.85 THEN 0.29 + hour * 0.58 ELSE (hour - 0.85) * 6.66 END) AS at
        FROM (
          SELECT i, pg_temp.r(i, 1) AS what, pg_temp.r(i, 2) AS whom, pg_temp.r(i, 3) AS who, pg_temp.r(i, 4) AS why,
            pg_temp.r(i, 5) AS how, pg_temp.r(i, 6) AS hour
          FROM generate_series(?::bigint, ?::bigint) AS i
        ) AS chance
      ) AS row
      """;

  /// An emergency access for each permit in an emergency.
  private static final String DECLARE =
      """
      INSERT INTO audit_entry (log, position, event, type, patient, recorded_at, actor, role, organisation, purpose_of_use, outcome,
        correlation, emergency_access)
      SELECT log, position + 1000000000, event, 'consent.EmergencyAccessDeclared', patient,
        recorded_at - interval '1 minute', actor, role, organisation, purpose_of_use, 'recorded', correlation, 'emergency-' || position
      FROM audit_entry
      WHERE type = 'consent.DisclosurePermitted' AND purpose_of_use = 'ETREAT'
      """;

  /// Nine of ten were reviewed.
  private static final String REVIEW =
      """
      INSERT INTO audit_entry (log, position, event, type, patient, recorded_at, actor, role, outcome, correlation, emergency_access)
      SELECT log, position + 1000000000, event, 'consent.EmergencyAccessReviewed', patient,
        recorded_at + interval '1 hour', 'olga', 'compliance-officer', 'recorded', correlation, emergency_access
      FROM audit_entry
      WHERE type = 'consent.EmergencyAccessDeclared' AND position % 10 <> 0
      """;

  private static final List<String> DERIVE =
      List.of(
          "INSERT INTO audit_facet SELECT DISTINCT facet, log, type, role, audit_purpose(purpose_of_use), outcome,"
              + " audit_action(action) FROM audit_entry ON CONFLICT DO NOTHING",
          "INSERT INTO audit_entry_consent (consent, log, position, recorded_at, patient, type)"
              + " SELECT consents, log, position, recorded_at, patient, type FROM audit_entry WHERE consents <> ''",
          "UPDATE audit_entry_consent x SET withdrawn_at = w.at FROM"
              + " (SELECT consent, min(recorded_at) AS at FROM audit_entry_consent"
              + " WHERE type = 'consent.ConsentWithdrawn' GROUP BY 1) w"
              + " WHERE x.consent = w.consent AND x.type = 'consent.DisclosurePermitted'"
              + " AND x.recorded_at < w.at");

  private AuditRows() {}

  /// Indexes are made anew at the end, exactly as the service has them, which takes a tenth of the
  /// time.
  static void fill(Connection consent, long rows, Workbench bench) throws SQLException {
    var indexes = indexes(consent);
    for (var index : indexes) {
      execute(consent, "DROP INDEX " + index.name());
    }
    execute(consent, RANDOM.replace(":seed", Long.toString(bench.seed() * 1_000)));
    try (var fill = consent.prepareStatement(fill(rows))) {
      for (long from = 0; from < rows; from += CHUNK) {
        fill.setLong(1, from);
        fill.setLong(2, Math.min(rows, from + CHUNK) - 1);
        fill.executeUpdate();
      }
    }
    bench.say(rows + " rows are written");
    execute(consent, DECLARE);
    execute(consent, REVIEW);
    for (var derived : DERIVE) {
      execute(consent, derived);
    }
    for (var index : indexes) {
      execute(consent, index.definition());
    }
    execute(consent, "VACUUM ANALYZE audit_entry, audit_entry_consent, audit_facet");
    bench.say("the indexes are made");
  }

  private static String fill(long rows) {
    return FILL.replace(":rows", Long.toString(rows))
        .replace(":patients", Integer.toString(PATIENTS))
        .replace(":people", Integer.toString(PEOPLE));
  }

  /// An index that is no key.
  private record Index(String name, String definition) {}

  private static List<Index> indexes(Connection consent) throws SQLException {
    var indexes = new ArrayList<Index>();
    try (var statement = consent.createStatement();
        var found =
            statement.executeQuery(
                "SELECT indexname, indexdef FROM pg_indexes"
                    + " WHERE tablename IN ('audit_entry', 'audit_entry_consent')"
                    + " AND indexname NOT LIKE '%_pkey' ORDER BY 1")) {
      while (found.next()) {
        indexes.add(new Index(found.getString(1), found.getString(2)));
      }
    }
    return indexes;
  }

  static void execute(Connection consent, String sql) throws SQLException {
    try (var statement = consent.createStatement()) {
      statement.execute(sql);
    }
  }
}
