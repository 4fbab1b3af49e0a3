package org.genomerecord.ingestion.vcf;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A meta-information line (VCF 4.3 section 1.4): `##key=value` or `##key=<field=value,…>`.
sealed interface MetaLine {
  String key();

  record Unstructured(String key, String value) implements MetaLine {}

  record Structured(String key, Map<String, String> fields) implements MetaLine {}

  /// Empty when the line is not well-formed.
  static Optional<MetaLine> read(String line) {
    int equals = line.indexOf('=');
    if (equals <= 2 || equals == line.length() - 1) {
      return Optional.empty();
    }
    var key = line.substring(2, equals);
    var value = line.substring(equals + 1);
    if (!value.startsWith("<")) {
      return Optional.of(new Unstructured(key, value));
    }
    return fields(value, key.equals("ALT")).map(fields -> new Structured(key, fields));
  }

  /// The text before the first `=`, also of a line that is not well-formed.
  static String keyOf(String line) {
    int equals = line.indexOf('=');
    return line.substring(2, equals < 2 ? line.length() : equals);
  }

  /// Whether a line is `##key=value` and closes the brackets and quotation marks it opens, if it is
  /// not otherwise well-formed.
  static boolean isClosed(String line) {
    int equals = line.indexOf('=');
    return equals > 2
        && equals < line.length() - 1
        && line.endsWith(">")
        && line.chars().filter(character -> character == '"').count() % 2 == 0;
  }

  private static Optional<Map<String, String>> fields(String value, boolean freeId) {
    var fields = new LinkedHashMap<String, String>();
    int at = 1;
    while (true) {
      int equals = value.indexOf('=', at);
      if (equals <= at) {
        return Optional.empty();
      }
      var name = value.substring(at, equals);
      int from = equals + 1;
      int end = valueEnd(value, from, freeId && name.equals("ID"));
      if (end < 0 || end >= value.length() || fields.containsKey(name)) {
        return Optional.empty();
      }
      boolean quoted = value.charAt(from) == '"';
      fields.put(name, quoted ? value.substring(from + 1, end - 1) : value.substring(from, end));
      if (value.charAt(end) == '>') {
        return end == value.length() - 1 ? Optional.of(fields) : Optional.empty();
      }
      if (value.charAt(end) != ',') {
        return Optional.empty();
      }
      at = end + 1;
    }
  }

  /// Where the separator after a field's value stands, or -1.
  ///
  /// @param free whether quotation marks and brackets mean nothing within it (VCF 4.3 section
  ///   1.4.5)
  private static int valueEnd(String text, int from, boolean free) {
    if (from >= text.length()) {
      return -1;
    }
    if (text.charAt(from) == '"') {
      for (int at = from + 1; at < text.length(); at++) {
        if (text.charAt(at) == '\\') {
          at++;
        } else if (text.charAt(at) == '"') {
          return at + 1;
        }
      }
      return -1;
    }
    if (text.charAt(from) == '[') {
      int bracket = text.indexOf(']', from);
      return bracket < 0 ? -1 : bracket + 1;
    }
    for (int at = from; at < text.length(); at++) {
      char character = text.charAt(at);
      if (character == '"' && !free) {
        return -1;
      }
      if (character == ',' || (character == '>' && at == text.length() - 1)) {
        return at;
      }
    }
    return -1;
  }
}
