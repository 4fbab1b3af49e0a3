package org.genomerecord.record.event;

import java.util.regex.Pattern;

/// What every identifier of the published language looks like: 1 to 64 letters, digits and hyphens.
///
/// The bound keeps identifiers fit for tags, URLs, Kafka keys and log lines without escaping.
final class Identifiers {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]{1,64}");

  private Identifiers() {}

  /// @throws IllegalArgumentException if the value has another form; the value itself is not in the
  ///   message
  static void check(String value) {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("an identifier is 1 to 64 letters, digits and hyphens");
    }
  }
}
