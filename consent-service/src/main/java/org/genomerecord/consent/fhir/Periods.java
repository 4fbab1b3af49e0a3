package org.genomerecord.consent.fhir;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.jspecify.annotations.Nullable;

/// The period of a provision as FHIR writes it. A FHIR end is inclusive, and as wide as it is
/// precise: `…T23:59:59Z` includes that whole second (FHIR R4, Period). Our end is exclusive. Pure.
final class Periods {
  private static final Pattern FRACTION = Pattern.compile("\\.([0-9]+)");
  private static final int NANO_DIGITS = 9;
  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private Periods() {}

  static Period of(@Nullable Instant from, @Nullable Instant until) {
    var period = new Period();
    if (from != null) {
      period.setStartElement(new DateTimeType(text(from, digits(from))));
    }
    if (until != null) {
      int digits = digits(until);
      period.setEndElement(new DateTimeType(text(until.minusNanos(unitNanos(digits)), digits)));
    }
    return period;
  }

  /// Inclusive.
  static @Nullable Instant start(DateTimeType start, String path) {
    return start.hasValue() ? instant(start.getValueAsString(), path) : null;
  }

  /// Exclusive: the first instant that an end does not include.
  static @Nullable Instant end(DateTimeType end, String path) {
    if (!end.hasValue()) {
      return null;
    }
    var text = end.getValueAsString();
    var fraction = FRACTION.matcher(text);
    return instant(text, path)
        .plusNanos(unitNanos(fraction.find() ? fraction.group(1).length() : 0));
  }

  private static Instant instant(String text, String path) {
    try {
      var time = OffsetDateTime.parse(text).toInstant();
      if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
        return time;
      }
    } catch (DateTimeException _) {
      // Said below, without what was sent.
    }
    throw new NotHonoured(
        path, "a time is written to the second and with its zone, from 1970 to 9999");
  }

  private static int digits(Instant time) {
    int digits = NANO_DIGITS;
    for (int nanos = time.get(ChronoField.NANO_OF_SECOND);
        digits > 0 && nanos % 10 == 0;
        nanos /= 10) {
      digits--;
    }
    return digits;
  }

  private static long unitNanos(int digits) {
    long unit = 1;
    for (int i = digits; i < NANO_DIGITS; i++) {
      unit *= 10;
    }
    return unit;
  }

  private static String text(Instant time, int digits) {
    return new DateTimeFormatterBuilder()
        .appendInstant(digits)
        .toFormatter(Locale.ROOT)
        .format(time);
  }
}
