package org.genomerecord.localstack.story;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.genomerecord.localstack.identity.Tokens;

/// Access tokens of a stack, each asked for once in two minutes: for a password alone Keycloak
/// takes a tenth of a second of a processor, and specs ask all the time.
final class KeptTokens {
  /// Well below the five minutes that a token is good for.
  private static final Duration KEPT = Duration.ofMinutes(2);

  private final Tokens tokens;
  private final Map<String, Kept> all = new ConcurrentHashMap<>();

  KeptTokens(Tokens tokens) {
    this.tokens = tokens;
  }

  private record Kept(String token, Instant since) {
    boolean isNew() {
      return since.plus(KEPT).isAfter(Instant.now());
    }
  }

  private String kept(String whose, Supplier<String> asked) {
    return all.compute(
            whose,
            (_, before) ->
                before != null && before.isNew() ? before : new Kept(asked.get(), Instant.now()))
        .token();
  }

  /// Those that are not kept.
  Tokens fresh() {
    return tokens;
  }

  String user(String name) {
    return kept("user " + name, () -> tokens.user(name));
  }

  String lab(String name) {
    return kept("lab " + name, () -> tokens.lab(name));
  }

  /// A new one each time: keys change.
  String lab(String name, Path key) {
    return tokens.lab(name, key);
  }

  String service(String name) {
    return kept("service " + name, () -> tokens.service(name));
  }
}
