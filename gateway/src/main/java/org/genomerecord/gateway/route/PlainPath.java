package org.genomerecord.gateway.route;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A request path in the only spelling the door accepts.
///
/// Nothing is normalised: a path that two readers could read differently (empty or dot segments,
/// percent-encoding, matrix parameters, backslashes) is refused, so that what is checked here is,
/// letter by letter, what the service sees. No path of the public API needs any of these.
public record PlainPath(String text, List<String> segments) {
  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._~-]{1,128}");
  private static final int SEGMENTS_MAX = 8;

  // RFC 3986, 3.4, with percent-encoding complete.
  private static final Pattern QUERY =
      Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*+");

  public PlainPath {
    segments = List.copyOf(segments);
  }

  /// Reads the path of an origin-form request target; empty when it is not plain.
  public static Optional<PlainPath> of(String path) {
    if (path.equals("/")) {
      return Optional.of(new PlainPath(path, List.of()));
    }
    if (!path.startsWith("/")) {
      return Optional.empty();
    }
    List<String> segments = List.of(path.substring(1).split("/", SEGMENTS_MAX + 1));
    boolean plain = segments.size() <= SEGMENTS_MAX && segments.stream().allMatch(PlainPath::plain);
    return plain ? Optional.of(new PlainPath(path, segments)) : Optional.empty();
  }

  private static boolean plain(String segment) {
    return SEGMENT.matcher(segment).matches() && !segment.equals(".") && !segment.equals("..");
  }

  /// Whether a query can be passed on as it is.
  public static boolean plainQuery(String query) {
    return QUERY.matcher(query).matches();
  }

  /// Whether refusals of this request are FHIR OperationOutcomes; answers for any path, plain or
  /// not.
  public static boolean speaksFhir(String path) {
    return path.equals("/fhir") || path.startsWith("/fhir/");
  }
}
