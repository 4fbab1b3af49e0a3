package org.genomerecord.gateway.trace;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// The name of one request in answers, services and logs.
public record RequestId(String text) {
  /// Carried in requests and in every answer.
  public static final String HEADER = "X-Request-Id";

  // Nothing that could break a log line or a header, and short enough to store with every event.
  private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /// The caller's own id if it sent exactly one acceptable one, otherwise a new one.
  public static RequestId of(List<String> sent, Supplier<UUID> fresh) {
    boolean acceptable = sent.size() == 1 && ACCEPTED.matcher(sent.getFirst()).matches();
    return new RequestId(acceptable ? sent.getFirst() : fresh.get().toString());
  }
}
