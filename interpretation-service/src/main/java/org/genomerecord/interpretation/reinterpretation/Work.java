package org.genomerecord.interpretation.reinterpretation;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.genomerecord.interpretation.issuance.AcceptedFiles;
import org.genomerecord.record.event.AccessionEvent.FileAccepted;
import org.genomerecord.record.event.AccessionEvent.OutsideCallsAccepted;
import org.genomerecord.record.event.InterpretationEvent.InterpretationAmended;
import org.genomerecord.record.event.InterpretationEvent.Reason;
import org.genomerecord.record.event.Sealed;
import org.genomerecord.record.relay.Awaiting;
import org.genomerecord.record.sourcing.EventJson;
import org.jspecify.annotations.Nullable;

/// What is to be looked at again with a release, kept in the database: whoever is at it has a claim
/// that ends by itself, and what was settled without a claim is not settled. Blocks.
final class Work {
  private static final String ENLIST =
      """
      WITH page AS (
        SELECT id, call_set, patient, knowledge FROM report
        WHERE id > $2 AND interpretation IS NOT NULL AND superseded_at IS NULL
        ORDER BY id LIMIT $3),
      added AS (
        INSERT INTO reinterpretation (release, interpretation, call_set, patient)
        SELECT $1, id, call_set, patient FROM page WHERE knowledge <> $1
        ON CONFLICT DO NOTHING)
      SELECT max(id) AS last FROM page
      """;

  /// Rows that somebody else locks just now are somebody else's. Which are due is found once:
  /// within the update, the planner may look for it row by row, each time past the rows locked
  /// before, and the limit would be none.
  private static final String CLAIM =
      """
      WITH due AS MATERIALIZED (
        SELECT interpretation FROM reinterpretation
        WHERE release = $1 AND outcome IS NULL
          AND (claimed_until IS NULL OR claimed_until < now())
        ORDER BY interpretation LIMIT $2 FOR UPDATE SKIP LOCKED),
      claimed AS (
        UPDATE reinterpretation w
        SET claim = $3, claimed_until = now() + make_interval(secs => $4), attempts = w.attempts + 1
        FROM due
        WHERE w.release = $1 AND w.interpretation = due.interpretation
        RETURNING w.interpretation, w.call_set, w.patient, w.attempts, w.reason)
      SELECT c.*, r.knowledge, r.amends, r.event, r.generation, r.ciphertext, s.kind, s.accepted,
        (SELECT array_agg(o.accepted) FROM call_set o
         WHERE o.patient = c.patient AND o.kind = 'outside-calls' AND NOT o.withdrawn) AS outside
      FROM claimed c
        LEFT JOIN report r ON r.id = c.interpretation AND r.superseded_at IS NULL
        LEFT JOIN call_set s ON s.call_set = c.call_set
      ORDER BY c.interpretation
      """;

  /// What was postponed for a reason of its own and says the same is still to be looked at with the
  /// release.
  private static final String SETTLE =
      """
      UPDATE reinterpretation w
      SET outcome =
          CASE WHEN w.reason IS NULL OR u.outcome <> 'unchanged' THEN u.outcome END,
        reason = CASE WHEN u.outcome <> 'unchanged' THEN w.reason END,
        amendment = u.amendment, claim = NULL, claimed_until = NULL
      FROM unnest($3::text[], $4::text[], $5::text[]) AS u(interpretation, outcome, amendment)
      WHERE w.release = $1 AND w.claim = $2 AND w.interpretation = u.interpretation
        AND w.outcome IS NULL
      """;

  /// Forgets what was done for other releases. What was postponed for a reason of its own stays to
  /// be done, with its reason, also where the release has a row of it already: that was written for
  /// the release alone, perhaps while the reason came up. One statement, so that none comes up
  /// between what is kept and what is forgotten.
  private static final String CARRY_OVER =
      """
      WITH others AS (
        DELETE FROM reinterpretation WHERE release <> $1 AND amendment IS NULL
        RETURNING interpretation, call_set, patient, outcome, reason)
      INSERT INTO reinterpretation AS w (release, interpretation, call_set, patient, reason)
      SELECT DISTINCT ON (interpretation) $1, interpretation, call_set, patient, reason
      FROM others
      WHERE reason IS NOT NULL
        AND (outcome IS NULL OR outcome NOT IN ('amended', 'superseded', 'erased'))
      ORDER BY interpretation
      ON CONFLICT (release, interpretation) DO UPDATE
      SET reason = excluded.reason, outcome = NULL, amendment = NULL, attempts = 0, claim = NULL,
        claimed_until = NULL
      WHERE w.reason IS NULL
      """;

  /// An attempt that somebody else's absence ended is none.
  private static final String GIVE_BACK =
      "UPDATE reinterpretation SET claim = NULL, claimed_until = NULL, attempts = attempts - 1"
          + " WHERE release = $1 AND claim = $2 AND outcome IS NULL";

  private final Pool pool;

  Work(Pool pool) {
    this.pool = pool;
  }

  /// One interpretation to be looked at again.
  ///
  /// @param attempts this one included
  /// @param sealed the findings; null: it is not in force any more
  /// @param knowledge the release that it was made with; null as `sealed`
  /// @param amends null if it is the first of its call set
  /// @param accepted null: not known here
  /// @param outside the patient's outside calls, in the order in which they were accepted
  /// @param reason for which a look was denied before; null: it is for the release
  record Item(
      String interpretation,
      String callSet,
      String patient,
      int attempts,
      @Nullable Sealed sealed,
      @Nullable String knowledge,
      @Nullable String amends,
      @Nullable FileAccepted accepted,
      List<OutsideCallsAccepted> outside,
      @Nullable Reason reason) {
    @Override
    public String toString() {
      return "Item[" + interpretation + "]";
    }
  }

  /// @param amendment what is to be recorded; null: nothing
  record Settled(
      String interpretation, Outcome outcome, @Nullable InterpretationAmended amendment) {}

  /// An amendment that is not in the log yet.
  record Unrecorded(String release, InterpretationAmended amendment) {}

  /// Writes down what was interpreted with another release and is not written down yet, and forgets
  /// what was done for other releases. May be done twice.
  ///
  /// @param pageReports read in one statement
  void enlist(String release, int pageReports) {
    Awaiting.result(pool.preparedQuery(CARRY_OVER).execute(Tuple.of(release)));
    String last = "";
    while (last != null) {
      last =
          Awaiting.result(pool.preparedQuery(ENLIST).execute(Tuple.of(release, last, pageReports)))
              .iterator()
              .next()
              .getString("last");
    }
  }

  List<Item> claim(String release, int itemsMax, UUID claim, Duration lasts) {
    return StreamSupport.stream(
            Awaiting.result(
                    pool.preparedQuery(CLAIM)
                        .execute(Tuple.of(release, itemsMax, claim, (double) lasts.toSeconds())))
                .spliterator(),
            false)
        .map(Work::item)
        .toList();
  }

  private static Item item(Row row) {
    var event = row.getUUID("event");
    var accepted = row.getString("accepted");
    return new Item(
        row.getString("interpretation"),
        row.getString("call_set"),
        row.getString("patient"),
        row.getInteger("attempts"),
        event == null
            ? null
            : new Sealed(event, row.getInteger("generation"), row.getString("ciphertext")),
        row.getString("knowledge"),
        row.getString("amends"),
        accepted == null ? null : AcceptedFiles.read(row.getString("kind"), accepted),
        AcceptedFiles.readOutside(row.getArrayOfStrings("outside")),
        reason(row.getString("reason")));
  }

  private static @Nullable Reason reason(@Nullable String code) {
    return code == null
        ? null
        : Arrays.stream(Reason.values())
            .filter(reason -> reason.code().equals(code))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("an unknown reason"));
  }

  void settle(String release, UUID claim, List<Settled> settled) {
    var interpretations = new String[settled.size()];
    var outcomes = new String[settled.size()];
    var amendments = new @Nullable String[settled.size()];
    for (int i = 0; i < settled.size(); i++) {
      var one = settled.get(i);
      interpretations[i] = one.interpretation();
      outcomes[i] = one.outcome().code();
      amendments[i] = one.amendment() == null ? null : EventJson.write(one.amendment());
    }
    Awaiting.result(
        pool.preparedQuery(SETTLE)
            .execute(Tuple.of(release, claim, interpretations, outcomes, amendments)));
  }

  /// Voids what is being looked at just now, or is not recorded yet, of a patient: it was seen
  /// without what has arrived since, and is to be seen again.
  void doOver(String patient) {
    Awaiting.result(
        pool.preparedQuery(
                "UPDATE reinterpretation"
                    + " SET outcome = NULL, amendment = NULL, claim = NULL, claimed_until = NULL"
                    + " WHERE patient = $1 AND (outcome IS NULL OR amendment IS NOT NULL)")
            .execute(Tuple.of(patient)));
  }

  /// Writes down that a look was denied: it is asked for again, and for the same reason, when the
  /// patient's consents change.
  void denied(
      String release, String interpretation, String callSet, String patient, Reason reason) {
    Awaiting.result(
        pool.preparedQuery(
                "INSERT INTO reinterpretation"
                    + " (release, interpretation, call_set, patient, outcome, reason)"
                    + " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (release, interpretation)"
                    + " DO UPDATE SET outcome = $5, reason = $6, amendment = NULL, claim = NULL,"
                    + " claimed_until = NULL")
            .execute(
                Tuple.of(
                    release,
                    interpretation,
                    callSet,
                    patient,
                    Outcome.DENIED.code(),
                    reason.code())));
  }

  void giveBack(String release, UUID claim) {
    Awaiting.result(pool.preparedQuery(GIVE_BACK).execute(Tuple.of(release, claim)));
  }

  List<Unrecorded> unrecorded(int max) {
    return StreamSupport.stream(
            Awaiting.result(
                    pool.preparedQuery(
                            "SELECT release, amendment FROM reinterpretation"
                                + " WHERE amendment IS NOT NULL ORDER BY interpretation LIMIT $1")
                        .execute(Tuple.of(max)))
                .spliterator(),
            false)
        .map(row ->
            new Unrecorded(
                row.getString("release"),
                EventJson.read(row.getString("amendment"), InterpretationAmended.class)))
        .toList();
  }

  void recorded(Unrecorded amendment) {
    Awaiting.result(
        pool.preparedQuery(
                "UPDATE reinterpretation SET amendment = NULL"
                    + " WHERE release = $1 AND interpretation = $2")
            .execute(Tuple.of(amendment.release(), amendment.amendment().amends().value())));
  }

  /// How many there are of each outcome; under `waiting` those that are to be looked at, under
  /// `unrecorded` amendments that are not in the log yet.
  Map<String, Long> counts(String release) {
    var counts = new LinkedHashMap<String, Long>();
    counts.put("waiting", 0L);
    counts.put("unrecorded", 0L);
    for (var outcome : Outcome.values()) {
      counts.put(outcome.code(), 0L);
    }
    Awaiting.result(
            pool.preparedQuery(
                    "SELECT coalesce(outcome, 'waiting') AS outcome, count(*) AS items,"
                        + " count(amendment) AS unrecorded"
                        + " FROM reinterpretation WHERE release = $1 GROUP BY 1")
                .execute(Tuple.of(release)))
        .forEach(row -> {
          counts.put(row.getString("outcome"), row.getLong("items"));
          counts.merge("unrecorded", row.getLong("unrecorded"), Long::sum);
        });
    return counts;
  }
}
