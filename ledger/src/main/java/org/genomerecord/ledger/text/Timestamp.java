package org.genomerecord.ledger.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Times as `java.time.Instant` prints them: ISO-8601 in UTC, seconds always, then as many groups
/// of three digits as it takes.
public final class Timestamp {
  private static final int SECONDS_LENGTH = "2026-01-01T00:00:00".length();
  private static final int SECONDS_PER_DAY = 86_400;

  private Timestamp() {}

  /// @throws Malformed if it is no time, or another spelling of it
  public static Instant parse(String text) {
    var plain = plain(text);
    if (plain != null) {
      return plain;
    }
    try {
      var instant = Instant.parse(text);
      if (instant.toString().equals(text)) {
        return instant;
      }
    } catch (DateTimeException e) {
      throw new Malformed("not a time");
    }
    throw new Malformed("not a time in its one spelling");
  }

  /// The usual form, years 1000 to 9999 and at most microseconds, without the general parser: logs
  /// have a time in each of millions of entries. Null for everything else.
  private static @Nullable Instant plain(String text) {
    int fraction = text.length() - SECONDS_LENGTH - 1;
    if ((fraction != 0 && fraction != 4 && fraction != 7)
        || text.charAt(text.length() - 1) != 'Z'
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      return null;
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    boolean usual =
        year >= 1_000
            && month >= 1
            && month <= 12
            && day >= 1
            && day <= 31
            && hour >= 0
            && hour < 24
            && minute >= 0
            && minute < 60
            && second >= 0
            && second < 60;
    if (!usual) {
      return null;
    }
    int micros = 0;
    if (fraction > 0) {
      int digits = number(text, SECONDS_LENGTH + 1, text.length() - 1);
      boolean shortest = fraction == 4 ? digits > 0 : digits > 0 && digits % 1_000 != 0;
      if (text.charAt(SECONDS_LENGTH) != '.' || !shortest) {
        return null;
      }
      micros = fraction == 4 ? digits * 1_000 : digits;
    }
    if (day > LocalDate.of(year, month, 1).lengthOfMonth()) {
      return null;
    }
    long seconds =
        LocalDate.of(year, month, day).toEpochDay() * SECONDS_PER_DAY
            + hour * 3_600L
            + minute * 60L
            + second;
    return Instant.ofEpochSecond(seconds, micros * 1_000L);
  }

  /// The digits as a number, or -1 if one is none.
  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
