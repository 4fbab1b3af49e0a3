package org.genomerecord.record.event;

import java.util.Objects;
import java.util.regex.Pattern;

/// What a patient was shown in plain words when choosing: the text of a released template. It is
/// the same for everybody who chose it, and so says nothing about the patient.
///
/// @param template its name
/// @param version of the template, from 1
/// @param language of the text (BCP 47), such as `en`
/// @param sha256 of the template as released, text and rules: 64 hex digits
/// @param text at most 4,000 characters
public record Wording(String template, int version, String language, String sha256, String text) {
  private static final int TEXT_CHARS_MAX = 4_000;
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /// @throws IllegalArgumentException if one of them has another form
  public Wording {
    Objects.requireNonNull(text, "a wording has a text");
    Identifiers.check(template);
    if (version < 1
        || !LANGUAGE.matcher(language).matches()
        || !SHA256.matcher(sha256).matches()
        || text.isBlank()
        || text.length() > TEXT_CHARS_MAX) {
      throw new IllegalArgumentException("a wording is the text of a released template");
    }
  }
}
