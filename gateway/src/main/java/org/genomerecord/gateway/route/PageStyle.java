package org.genomerecord.gateway.route;

import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a browser may take from a page that a service answers: the one style in it, which the
/// service names by its digest, and nothing else. No service says a policy itself.
final class PageStyle {
  static final String HEADER = "page-style";

  private static final Pattern DIGEST = Pattern.compile("sha256-[A-Za-z0-9+/]{43}=");

  private PageStyle() {}

  /// The content security policy of a service's answer; empty if it is no page with a style of its
  /// own, to which the policy of all answers applies.
  ///
  /// @param headers of the answer, as the service gave them
  static Optional<String> policy(MultiMap headers) {
    var type = headers.get("content-type");
    var digests = headers.getAll(HEADER);
    boolean isPage = type != null && type.toLowerCase(Locale.ROOT).startsWith("text/html");
    return isPage && digests.size() == 1 && DIGEST.matcher(digests.getFirst()).matches()
        ? Optional.of(
            "default-src 'none'; style-src '" + digests.getFirst() + "'; frame-ancestors 'none'")
        : Optional.empty();
  }
}
