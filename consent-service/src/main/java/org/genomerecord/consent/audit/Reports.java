package org.genomerecord.consent.audit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.genomerecord.consent.audit.ReportQuestion.Period;
import org.genomerecord.consent.audit.TrailStatements.Condition;
import org.genomerecord.consent.audit.TrailStatements.Wanted;
import org.genomerecord.record.event.AuditFilter;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.genomerecord.record.relay.ParkedEvent;
import org.genomerecord.record.relay.ParkedEvents;
import org.jspecify.annotations.Nullable;

/// Answers the ready questions. Blocks.
@ApplicationScoped
class Reports {
  private final TrailReader trail;
  private final LongSupplier everybodys;
  private final HoursAsked hours;

  @Inject
  Reports(
      TrailReader trail,
      ParkedEvents everybodys,
      @ConfigProperty(name = "genome.audit.working-zone", defaultValue = "UTC") String zone,
      @ConfigProperty(name = "genome.audit.working-begin", defaultValue = "07:00") String begin,
      @ConfigProperty(name = "genome.audit.working-end", defaultValue = "19:00") String end) {
    this(trail, everybodys::total, zone, begin, end);
  }

  /// @param everybodys how many events of all patients are parked
  Reports(TrailReader trail, LongSupplier everybodys, String zone, String begin, String end) {
    this.trail = trail;
    this.everybodys = everybodys;
    this.hours = new HoursAsked(zone, begin, end);
  }

  /// @param rows what each question has: entries, or groups with how many
  /// @param next cursor to ask on with, for `after`; null: these are the last
  /// @param parked as in the answer to a query
  /// @param parkedTotal as in the answer to a query
  record Answer(
      String question,
      String words,
      @Nullable Instant from,
      Instant until,
      List<?> rows,
      @Nullable String next,
      @Nullable List<ParkedEvent> parked,
      @Nullable Long parkedTotal) {
    Answer {
      rows = List.copyOf(rows);
    }
  }

  record Refused(String type, String reason, long count) {}

  record Read(String patient, long count) {}

  /// @param withdrawnAt when the first of the consents that the permit rests on was withdrawn
  record BeforeWithdrawal(@JsonUnwrapped TrailPage.Row row, Instant withdrawnAt) {}

  private record Rows(List<?> rows, @Nullable String next) {
    static Rows of(TrailPage page) {
      return new Rows(page.entries(), page.next());
    }
  }

  /// What is asked, read and bounded. Made before the question is recorded, so that a question that
  /// makes no sense is refused first.
  record Asked(
      ReportQuestion question,
      @Nullable String patient,
      AuditFilter filter,
      Period period,
      @Nullable Place after,
      int limit,
      boolean isAll,
      Condition outside) {}

  Asked read(ReportQuestion question, QueryParameters asked, Instant now) {
    var given = asked.filter();
    var period = question.period(given.from(), given.until(), now);
    var patient = asked.patient();
    if (question == ReportQuestion.ACCOUNTING_OF_DISCLOSURES && patient == null) {
      throw new Refusal(Category.INCORRECT, "patient-missing", "name the patient: ?patient=…");
    }
    if (question == ReportQuestion.EVERYTHING_OF_ACTOR && given.actor() == null) {
      throw new Refusal(Category.INCORRECT, "actor-missing", "name the actor: ?actor=…");
    }
    return new Asked(
        question,
        patient == null ? null : patient.value(),
        during(given, period),
        period,
        asked.after(),
        asked.number("limit", AuditResource.LIMIT, AuditResource.LIMIT_MAX),
        asked.code("include", Set.of("all")) != null,
        question == ReportQuestion.OUTSIDE_WORKING_HOURS
            ? hours.read(asked).isOutside()
            : Condition.NONE);
  }

  private static AuditFilter during(AuditFilter given, Period period) {
    return new AuditFilter(
        given.actor(),
        given.organisation(),
        given.role(),
        null,
        null,
        null,
        null,
        period.from(),
        period.until(),
        null,
        null,
        null);
  }

  /// @param parked events of the patient that are missing; null if none was named
  Answer answer(Asked asked, @Nullable List<ParkedEvent> parked) {
    var rows =
        switch (asked.question()) {
          case ACCOUNTING_OF_DISCLOSURES -> accounting(asked);
          case EVERYTHING_OF_ACTOR -> Rows.of(entries(asked, null, Condition.NONE));
          case REFUSALS_BY_REASON -> refusals(asked);
          case EMERGENCY_WITHOUT_REVIEW ->
              Rows.of(entries(asked, ReportStatements.EMERGENCY, ReportStatements.NOT_REVIEWED));
          case AFTER_WITHDRAWAL -> beforeWithdrawal(asked);
          case OUTSIDE_WORKING_HOURS -> Rows.of(outside(asked));
          case MOST_READ_PATIENTS -> mostRead(asked);
        };
    return new Answer(
        asked.question().code(),
        asked.question().words(),
        asked.period().from(),
        asked.period().until(),
        rows.rows(),
        rows.next(),
        parked,
        parked == null ? everybodys.getAsLong() : null);
  }

  private TrailPage entries(Asked asked, @Nullable String type, Condition further) {
    return entries(
        new Wanted(asked.patient(), asked.filter(), type, asked.after(), false), asked, further);
  }

  private TrailPage entries(Wanted wanted, Asked asked, Condition further) {
    return TrailPage.of(trail.page(wanted, further, asked.limit() + 1), asked.limit());
  }

  private Rows accounting(Asked asked) {
    var page =
        entries(
            asked,
            ReportStatements.PERMITTED,
            asked.isAll() ? Condition.NONE : ReportStatements.ACCOUNTED);
    return new Rows(page.entries().stream().map(Disclosure::of).toList(), page.next());
  }

  private TrailPage outside(Asked asked) {
    var staff = asked.filter().role() == null ? ReportStatements.BY_STAFF : Condition.NONE;
    return entries(
        new Wanted(null, asked.filter(), ReportStatements.PERMITTED, asked.after(), true),
        asked,
        new Condition(staff.sql() + asked.outside().sql(), asked.outside().arguments()));
  }

  private Rows refusals(Asked asked) {
    return new Rows(
        trail.read(
            ReportStatements.refusals(asked.period()),
            row ->
                new Refused(row.getString("type"), row.getString("reason"), row.getLong("count"))),
        null);
  }

  private Rows mostRead(Asked asked) {
    return new Rows(
        trail.read(
            ReportStatements.mostRead(asked.period(), asked.limit()),
            row -> new Read(row.getString("patient"), row.getLong("count"))),
        null);
  }

  private Rows beforeWithdrawal(Asked asked) {
    Function<io.vertx.sqlclient.Row, BeforeWithdrawal> reading =
        row ->
            new BeforeWithdrawal(
                TrailPage.Row.of(AuditEntry.of(row)),
                row.get(OffsetDateTime.class, "withdrawn_at")
                    .toInstant()
                    .truncatedTo(ChronoUnit.MICROS));
    var found =
        trail.read(
            ReportStatements.afterWithdrawal(
                asked.period(), asked.patient(), asked.after(), asked.limit() + 1),
            reading);
    boolean isMore = found.size() > asked.limit();
    var rows = isMore ? found.subList(0, asked.limit()) : found;
    return new Rows(rows, isMore ? rows.getLast().row().cursor() : null);
  }
}
