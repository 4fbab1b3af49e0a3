package org.genomerecord.consent.audit;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.regex.Pattern;
import org.genomerecord.record.refusal.Category;
import org.genomerecord.record.refusal.Refusal;

/// The place of an entry in the order of the trail: by time, then log, position and part. A cursor
/// is a place, written so that nobody is tempted to compute with it.
///
/// @param recordedAt in microseconds, as logs have it
/// @param log topic
/// @param part which of the patients of its event the entry is about, from 0
record Place(Instant recordedAt, String log, long position, int part) {
  private static final int TEXT_MAX = 120;
  private static final Pattern FORM =
      Pattern.compile("(-?[0-9]{1,17})/([a-z.]{1,40})/([0-9]{1,18})(?:/([1-9]))?");

  /// The cursor: base64url of microseconds since 1970, log, position, and the part if it is not the
  /// first.
  String cursor() {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, recordedAt);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            (micros + "/" + log + "/" + position + (part == 0 ? "" : "/" + part))
                .getBytes(StandardCharsets.US_ASCII));
  }

  /// @throws Refusal incorrect, if [#cursor] writes no such text
  static Place parse(String cursor) {
    try {
      if (cursor.length() <= TEXT_MAX) {
        var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.ISO_8859_1);
        var matcher = FORM.matcher(text);
        if (matcher.matches()) {
          var place =
              new Place(
                  Instant.EPOCH.plus(Long.parseLong(matcher.group(1)), ChronoUnit.MICROS),
                  matcher.group(2),
                  Long.parseLong(matcher.group(3)),
                  matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4)));
          if (place.cursor().equals(cursor)) {
            return place;
          }
        }
      }
    } catch (IllegalArgumentException | DateTimeException _) {
      // Answered below, like every other text that is none.
    }
    throw new Refusal(
        Category.INCORRECT, "cursor", "`after` is the cursor of an entry, as an answer had it");
  }
}
