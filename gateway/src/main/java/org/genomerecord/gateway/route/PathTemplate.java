package org.genomerecord.gateway.route;

import java.util.List;

/// A path with named holes, such as `/patients/{patient}/consents`. A hole takes exactly one
/// segment, but for two: `{log}` takes the name of a log only, and `{tile}` at the end takes all
/// that follows, as paths of tiles have slashes in them (C2SP tlog-tiles).
public record PathTemplate(String text) {
  private static final String LOG = "{log}";
  private static final String REST = "{tile}";

  /// Whether the path is of this form.
  public boolean matches(PlainPath path) {
    List<String> wanted = segments();
    List<String> given = path.segments();
    boolean open = text.endsWith("/" + REST) && wanted.size() <= given.size();
    if (wanted.size() != given.size() && !open) {
      return false;
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (!fits(wanted.get(i), given.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(String wanted, String given) {
    return wanted.equals(LOG)
        ? Destination.Service.ofLog(given).isPresent()
        : wanted.startsWith("{") || wanted.equals(given);
  }

  private List<String> segments() {
    return text.equals("/") ? List.of() : List.of(text.substring(1).split("/", -1));
  }
}
