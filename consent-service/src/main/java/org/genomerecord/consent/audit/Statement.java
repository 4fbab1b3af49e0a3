package org.genomerecord.consent.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// SQL that is put together with its arguments. No text of a caller gets into the SQL itself.
final class Statement {
  private final StringBuilder sql = new StringBuilder();
  private final List<Object> arguments = new ArrayList<>();

  /// @param part with a question mark for each argument
  Statement add(String part, Object... values) {
    int next = 0;
    for (int i = 0; i < part.length(); i++) {
      char letter = part.charAt(i);
      if (letter == '?') {
        arguments.add(
            values[next] instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : values[next]);
        next++;
        sql.append('$').append(arguments.size());
      } else {
        sql.append(letter);
      }
    }
    if (next != values.length) {
      throw new IllegalArgumentException("as many arguments as question marks: " + part);
    }
    return this;
  }

  String sql() {
    return sql.toString();
  }

  List<Object> arguments() {
    return List.copyOf(arguments);
  }
}
