package org.genomerecord.consent.audit;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.genomerecord.record.event.AuditFilter;
import org.genomerecord.record.event.PurposeOfUse;
import org.jspecify.annotations.Nullable;

/// The SQL that finds entries. Pure.
///
/// Every combination of filters is led by an index that ends in time, so that a page costs about as
/// much as it has rows, however many the trail has: by patient, accession or request where one is
/// named, else by facet, actor and facet, or organisation and facet, else by time alone. Limits
/// stand in the SQL itself, because PostgreSQL plans an argument as a tenth of the table.
final class TrailStatements {
  private static final String COLUMNS =
      AuditEntry.COLUMNS.stream().map(column -> "x." + column).collect(Collectors.joining(", "));

  private TrailStatements() {}

  /// What is asked for.
  ///
  /// @param after the last entry of the page before, null for the first page
  /// @param isNewestFirst which way the time goes
  /// @param type stored name of the only kind of event, null for all
  record Wanted(
      @Nullable String patient,
      AuditFilter filter,
      @Nullable String type,
      @Nullable Place after,
      boolean isNewestFirst) {
    Wanted onlyOf(String only) {
      return new Wanted(patient, filter, only, after, isNewestFirst);
    }

    Wanted from(@Nullable Place place) {
      return new Wanted(patient, filter, type, place, isNewestFirst);
    }

    private boolean isNamed() {
      return patient != null || filter.accession() != null || filter.correlation() != null;
    }

    private boolean isByFacet() {
      return !isNamed()
          && (type != null
              || filter.actor() != null
              || filter.organisation() != null
              || filter.role() != null
              || filter.purposeOfUse() != null
              || filter.outcome() != null
              || filter.emergency() != null
              || filter.action() != null
              || filter.log() != null);
    }
  }

  /// Something else that an entry has to meet, of the table `x`.
  record Condition(String sql, List<Object> arguments) {
    static final Condition NONE = new Condition("");

    Condition {
      arguments = List.copyOf(arguments);
    }

    Condition(String sql, Object... arguments) {
      this(sql, List.of(arguments));
    }
  }

  /// The columns of entries, in their order.
  static Statement page(Wanted wanted, Condition further, int limit) {
    var statement = new Statement();
    var order = order(wanted.isNewestFirst());
    if (wanted.isByFacet()) {
      statement.add("SELECT x.* FROM audit_facet f CROSS JOIN LATERAL (SELECT " + COLUMNS);
      statement.add(" FROM audit_entry x WHERE x.facet = f.facet");
      narrow(statement, wanted, further);
      statement.add(order + " LIMIT " + limit + ") x WHERE true");
      facets(statement, wanted);
    } else {
      statement.add("SELECT " + COLUMNS + " FROM audit_entry x WHERE true");
      columns(statement, wanted);
      narrow(statement, wanted, further);
    }
    return statement.add(order + " LIMIT " + limit);
  }

  /// How many entries there are, counted to a bound.
  static Statement count(Wanted wanted, int bound) {
    var statement = new Statement().add("SELECT count(*) AS count FROM (SELECT");
    if (wanted.isByFacet()) {
      statement.add(" FROM audit_facet f CROSS JOIN LATERAL (SELECT");
      statement.add(" FROM audit_entry x WHERE x.facet = f.facet");
      narrow(statement, wanted, Condition.NONE);
      statement.add(" LIMIT " + bound + ") x WHERE true");
      facets(statement, wanted);
    } else {
      statement.add(" FROM audit_entry x WHERE true");
      columns(statement, wanted);
      narrow(statement, wanted, Condition.NONE);
    }
    return statement.add(" LIMIT " + bound + ") AS counted");
  }

  private static String order(boolean isNewestFirst) {
    return isNewestFirst
        ? " ORDER BY x.recorded_at DESC, x.log DESC, x.position DESC, x.part DESC"
        : " ORDER BY x.recorded_at, x.log, x.position, x.part";
  }

  /// What each facet is checked for, and not each of its entries.
  private static void facets(Statement statement, Wanted wanted) {
    var filter = wanted.filter();
    equal(statement, "f.type", wanted.type());
    equal(statement, "f.role", filter.role());
    equal(statement, "f.outcome", filter.outcome());
    equal(statement, "f.log", filter.log());
    if (filter.purposeOfUse() != null) {
      statement.add(" AND f.purpose_of_use = audit_purpose(?)", filter.purposeOfUse());
    }
    if (filter.action() != null) {
      statement.add(" AND f.action = audit_action(?)", filter.action());
    }
    if (filter.emergency() != null) {
      statement.add(
          filter.emergency() ? " AND f.purpose_of_use = ?" : " AND f.purpose_of_use <> ?",
          PurposeOfUse.EMERGENCY_TREATMENT);
    }
  }

  /// The same of entries, where no facet leads to them.
  private static void columns(Statement statement, Wanted wanted) {
    var filter = wanted.filter();
    equal(statement, "x.type", wanted.type());
    equal(statement, "x.role", filter.role());
    equal(statement, "x.outcome", filter.outcome());
    equal(statement, "x.log", filter.log());
    if (filter.emergency() != null) {
      statement.add(" AND x.emergency = ?", filter.emergency());
    }
  }

  private static void narrow(Statement statement, Wanted wanted, Condition further) {
    var filter = wanted.filter();
    equal(statement, "x.patient", wanted.patient());
    equal(statement, "x.actor", filter.actor());
    equal(statement, "x.organisation", filter.organisation());
    equal(statement, "x.accession", filter.accession());
    equal(statement, "x.correlation", filter.correlation());
    // Also by facet: codes that are not known share one.
    equal(statement, "x.purpose_of_use", filter.purposeOfUse());
    equal(statement, "x.action", filter.action());
    period(statement, "x.recorded_at", filter.from(), filter.until());
    after(statement, wanted.after(), wanted.isNewestFirst());
    statement.add(further.sql(), further.arguments().toArray());
  }

  static void equal(Statement statement, String column, @Nullable String value) {
    if (value != null) {
      statement.add(" AND " + column + " = ?", value);
    }
  }

  static void period(
      Statement statement, String column, @Nullable Instant from, @Nullable Instant until) {
    if (from != null) {
      statement.add(" AND " + column + " >= ?", from);
    }
    if (until != null) {
      statement.add(" AND " + column + " < ?", until);
    }
  }

  /// The first condition is for the index, the second for entries of one instant.
  private static void after(Statement statement, @Nullable Place place, boolean isNewestFirst) {
    if (place != null) {
      statement.add(
          isNewestFirst
              ? " AND x.recorded_at <= ? AND (x.recorded_at, x.log, x.position, x.part) < (?, ?, ?, ?)"
              : " AND x.recorded_at >= ? AND (x.recorded_at, x.log, x.position, x.part) > (?, ?, ?, ?)",
          place.recordedAt(),
          place.recordedAt(),
          place.log(),
          place.position(),
          place.part());
    }
  }
}
