package org.genomerecord.gateway.limit;

import java.util.List;
import java.util.regex.Pattern;

/// How long a request body will be, as its headers announce it (RFC 9112, section 6).
public sealed interface BodyLength {
  /// Announced by `Content-Length`, in bytes; zero when there is no body.
  record Known(long bytes) implements BodyLength {}

  /// Chunked: known only when it has been read, so it is counted on the way.
  record Chunked() implements BodyLength {}

  /// The headers contradict each other or cannot be read; where two readers could disagree about
  /// the end of a request, a second one could be hidden in it.
  record Unclear() implements BodyLength {}

  /// Digits only, and few enough that a long holds them.
  Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

  /// Reads all values of both headers.
  static BodyLength of(List<String> contentLengths, List<String> transferEncodings) {
    if (!transferEncodings.isEmpty()) {
      boolean chunkedOnly = transferEncodings.equals(List.of("chunked"));
      return chunkedOnly && contentLengths.isEmpty() ? new Chunked() : new Unclear();
    }
    if (contentLengths.isEmpty()) {
      return new Known(0);
    }
    boolean one = contentLengths.size() == 1 && DIGITS.matcher(contentLengths.getFirst()).matches();
    return one ? new Known(Long.parseLong(contentLengths.getFirst())) : new Unclear();
  }
}
