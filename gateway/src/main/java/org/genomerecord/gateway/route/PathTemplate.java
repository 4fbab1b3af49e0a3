package org.genomerecord.gateway.route;

import java.util.List;

/// A path with named holes, such as `/patients/{patient}/consents`. A hole takes exactly one
/// segment.
public record PathTemplate(String text) {
  /// Whether the path is of this form.
  public boolean matches(PlainPath path) {
    List<String> wanted = segments();
    List<String> given = path.segments();
    if (wanted.size() != given.size()) {
      return false;
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (!wanted.get(i).startsWith("{") && !wanted.get(i).equals(given.get(i))) {
        return false;
      }
    }
    return true;
  }

  private List<String> segments() {
    return text.equals("/") ? List.of() : List.of(text.substring(1).split("/", -1));
  }
}
