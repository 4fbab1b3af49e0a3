package org.genomerecord.consent.fhir;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/// A FHIR search by date (R4, 3.1.1.4.5): a prefix and a span of time as wide as what was written
/// is precise. Dates without a zone are in UTC.
///
/// @param from inclusive
/// @param until exclusive
record DateMatch(Prefix prefix, Instant from, Instant until) {
  private static final Pattern FORM =
      Pattern.compile(
          "(eq|ne|gt|ge|lt|le|sa|eb)?([0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}[0-9.Z:+-]{1,16})?)?)?)");
  private static final Pattern FRACTION = Pattern.compile("\\.([0-9]{1,9})");
  private static final Instant ALWAYS = Instant.MIN;
  private static final Instant FOR_EVER = Instant.MAX;

  /// How a value is compared with the span. `ap` is not among them: nobody knows how near is near.
  enum Prefix {
    EQ,
    NE,
    GT,
    GE,
    LT,
    LE,
    SA,
    EB
  }

  /// @param parameter its name, for the refusal
  /// @throws Refusal incorrect, if it is no date
  static DateMatch parse(String parameter, String text) {
    var form = FORM.matcher(text);
    if (form.matches()) {
      var prefix =
          form.group(1) == null
              ? Prefix.EQ
              : Prefix.valueOf(form.group(1).toUpperCase(Locale.ROOT));
      try {
        return span(prefix, form.group(2));
      } catch (DateTimeException | ArithmeticException _) {
        // Said below, without what was sent.
      }
    }
    throw new Refusal(
        Category.INCORRECT,
        "search-" + parameter,
        "a date is written 2027, 2027-12, 2027-12-31 or 2027-12-31T12:00:00Z, after eq, ne, gt, ge,"
            + " lt, le, sa, eb or nothing");
  }

  private static DateMatch span(Prefix prefix, String text) {
    return switch (text.length()) {
      case 4 -> {
        var year = Year.parse(text);
        yield new DateMatch(prefix, start(year.atDay(1)), start(year.plusYears(1).atDay(1)));
      }
      case 7 -> {
        var month = YearMonth.parse(text);
        yield new DateMatch(prefix, start(month.atDay(1)), start(month.plusMonths(1).atDay(1)));
      }
      case 10 -> {
        var day = LocalDate.parse(text);
        yield new DateMatch(prefix, start(day), start(day.plusDays(1)));
      }
      default -> {
        var at = OffsetDateTime.parse(text).toInstant();
        var fraction = FRACTION.matcher(text);
        long nanos = 1_000_000_000L;
        for (int i = fraction.find() ? fraction.group(1).length() : 0; i > 0; i--) {
          nanos /= 10;
        }
        yield new DateMatch(prefix, at, at.plusNanos(nanos));
      }
    };
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  boolean matches(Instant at) {
    return matches(at, at.plusNanos(1));
  }

  /// @param begin of the value, inclusive; null: always
  /// @param end of the value, exclusive; null: for ever
  boolean matches(@Nullable Instant begin, @Nullable Instant end) {
    var low = begin == null ? ALWAYS : begin;
    var high = end == null ? FOR_EVER : end;
    boolean contains = !low.isBefore(from) && !high.isAfter(until);
    return switch (prefix) {
      case EQ -> contains;
      case NE -> !contains;
      case GT -> high.isAfter(until);
      case GE -> high.isAfter(until) || contains;
      case LT -> low.isBefore(from);
      case LE -> low.isBefore(from) || contains;
      case SA -> !low.isBefore(until);
      case EB -> !high.isAfter(from);
    };
  }
}
